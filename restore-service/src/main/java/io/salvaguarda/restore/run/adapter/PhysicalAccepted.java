package io.salvaguarda.restore.run.adapter;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a wish for a physical restore. */
@Schema(name = "PhysicalRestoreAccepted")
record PhysicalAccepted(
    @Schema(description = "GET /restores/{jobId} shows its progress and its end") UUID jobId,
    @Schema(description = "the backup that the recovery starts from") String backupId,
    String targetDirectory,
    @Schema(description = "what will not be in it") String dataLoss,
    @Schema(description = "the same Idempotency-Key had asked for this job before")
        boolean repeated) {}
