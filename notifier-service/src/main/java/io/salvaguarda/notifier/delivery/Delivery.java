package io.salvaguarda.notifier.delivery;

import io.salvaguarda.notifier.notice.Notice;
import java.time.Instant;
import java.util.UUID;

/**
 * One notice on its way to one channel, claimed for one attempt.
 *
 * @param id stays the same over all attempts, so that a receiver can drop a repetition
 * @param attempt from 1; also the fencing token
 * @param maxAttempts the attempt that is the last
 */
public record Delivery(
    UUID id, String channel, Notice notice, int attempt, int maxAttempts, Instant createdAt) {}
