package io.salvaguarda.backup.repositories;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a wish for work on a repository. */
@Schema(name = "RepositoryJobAccepted")
public record JobAccepted(
    @Schema(description = "GET /jobs/{jobId} shows its progress and its end") UUID jobId,
    @Schema(description = "the same Idempotency-Key had asked for this job before")
        boolean repeated) {}
