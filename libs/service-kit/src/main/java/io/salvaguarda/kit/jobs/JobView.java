package io.salvaguarda.kit.jobs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.salvaguarda.events.Failure;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as REST shows it. {@code payload}, {@code progress} and {@code result} are JSON objects
 * whose shape the kind decides.
 */
public record JobView(
    UUID id,
    String kind,
    String sourceId,
    JobState state,
    int attempt,
    int maxAttempts,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    Instant deadlineAt,
    boolean cancelRequested,
    @JsonRawValue @Schema(implementation = Object.class) String payload,
    @JsonRawValue @Schema(implementation = Object.class) String progress,
    @JsonRawValue @Schema(implementation = Object.class) String result,
    Failure failure) {}
