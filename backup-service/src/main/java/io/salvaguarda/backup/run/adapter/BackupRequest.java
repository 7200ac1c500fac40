package io.salvaguarda.backup.run.adapter;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish for a backup. */
@Schema(name = "BackupRequest")
record BackupRequest(
    @Schema(
            description = "the source's key in salvaguarda.yaml",
            examples = "testdb",
            required = true)
        String source,
    @Schema(
            description =
                "logical, which is also the default, or physical, for sources with a"
                    + " replicationUser",
            examples = "logical")
        String kind) {}
