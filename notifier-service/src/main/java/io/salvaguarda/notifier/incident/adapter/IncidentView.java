package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.Severity;
import java.time.Instant;
import java.util.UUID;

/**
 * An incident as REST shows it.
 *
 * @param openedAt when its first failure happened
 * @param resolvedAt null while it is open
 */
public record IncidentView(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    Severity severity,
    String summary,
    Instant openedAt,
    Instant lastFailedAt,
    Instant resolvedAt,
    long occurrences) {

  static IncidentView of(IncidentRow row) {
    return new IncidentView(
        row.id,
        row.sourceId,
        row.team,
        row.cause,
        row.severity,
        row.summary,
        row.openedAt,
        row.lastFailedAt,
        row.resolvedAt,
        row.occurrences);
  }
}
