package io.salvaguarda.restore.drill;

import java.time.Instant;

/**
 * How a window was proven.
 *
 * @param target the instant that was recovered to
 * @param reachedAt what the recovered cluster showed
 * @param heartbeat whether that is a heartbeat rather than a commit
 */
public record ProofResult(
    String backupId, Instant target, Instant reachedAt, boolean heartbeat, long millis) {}
