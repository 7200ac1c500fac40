package io.salvaguarda.kit.jobs;

import java.time.Duration;

/**
 * A wish for a job.
 *
 * @param exclusiveKey at most one active job exists per kind and this key
 * @param deadline from its creation to its end, all attempts included
 * @param idempotencyKey the same key gives the same job again; null when the caller has none
 */
public record JobRequest(
    String kind,
    String exclusiveKey,
    String sourceId,
    Object payload,
    int maxAttempts,
    Duration deadline,
    String requestedBy,
    String idempotencyKey) {}
