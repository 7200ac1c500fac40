package io.salvaguarda.restore.run.adapter;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a wish for a restore. */
@Schema(name = "RestoreAccepted")
record RestoreAccepted(
    @Schema(description = "GET /restores/{jobId} shows its progress and its end") UUID jobId,
    String backupId,
    String targetDatabase,
    @Schema(description = "the same Idempotency-Key had asked for this job before")
        boolean repeated) {}
