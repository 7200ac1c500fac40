package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.BackupKind;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a wish for a drill. */
@Schema(name = "DrillAccepted")
record DrillAccepted(
    @Schema(description = "GET /jobs/{jobId} shows its progress and its end") UUID jobId,
    BackupKind kind,
    @Schema(description = "the same Idempotency-Key had asked for this job before")
        boolean repeated) {}
