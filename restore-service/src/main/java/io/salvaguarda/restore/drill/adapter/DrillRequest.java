package io.salvaguarda.restore.drill.adapter;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish for a drill. */
@Schema(name = "DrillRequest")
record DrillRequest(
    @Schema(description = "the source's key in salvaguarda.yaml", required = true) String source,
    @Schema(
            description = "by default physical where the log is archived, else logical",
            enumeration = {"logical", "physical"})
        String kind) {}
