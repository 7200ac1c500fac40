package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.HeldBy;
import java.time.Instant;
import java.util.UUID;

/**
 * An incident as REST shows it.
 *
 * @param openedAt when its first failure happened
 * @param resolvedAt null while it is open
 * @param round how often it was opened: from 2 it was reopened
 * @param toldAt its first notice since; null while none was told
 * @param heldBy why its latest notice is not told yet; null when nothing holds one back
 * @param explainedBy the repository that is blamed for it; null when none is
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
    long occurrences,
    int round,
    Instant toldAt,
    Instant acknowledgedAt,
    String acknowledgedBy,
    int escalations,
    String explainedBy,
    HeldBy heldBy) {

  static IncidentView of(IncidentRow row, HeldBy heldBy) {
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
        row.occurrences,
        row.round,
        row.toldAt,
        row.acknowledgedAt,
        row.acknowledgedBy,
        row.steps,
        row.blames,
        heldBy);
  }
}
