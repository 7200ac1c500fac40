package io.salvaguarda.notifier.telling;

import io.salvaguarda.events.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an open incident's story has been told.
 *
 * @param toldAt the first notice since it was opened, or opened again
 * @param lastToldAt the latest
 * @param steps of the escalation that were taken
 */
public record Standing(
    Severity severity,
    Instant toldAt,
    Instant lastToldAt,
    Optional<Instant> acknowledgedAt,
    int steps) {}
