package io.salvaguarda.verify.run;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which backup is to be proven: a backup, or the latest of a source; not both. */
public record VerificationRequest(
    @Schema(description = "A backup's id", examples = "testdb/logical/2026-01-31_02-00-00-4f7a")
        String backupId,
    @Schema(
            description = "A source's id: its latest backup, quarantined or not",
            examples = "testdb")
        String source,
    @Schema(
            description = "With source, of which kind: logical, the default, or physical",
            examples = "physical")
        String kind) {}
