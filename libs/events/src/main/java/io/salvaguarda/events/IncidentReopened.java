package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A problem that was over is back, soon enough to be the same one.
 *
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param cause the problem's stable name within its source, for example backup
 * @param severity how urgent it is
 * @param summary one line for people
 * @param openedAt when the incident was opened at first
 * @param reopenedAt when the problem came back
 * @param round how often it was opened, this time included: from 2
 */
@EventType("io.salvaguarda.incident.reopened.v1")
public record IncidentReopened(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    Severity severity,
    String summary,
    Instant openedAt,
    Instant reopenedAt,
    int round)
    implements IncidentEvent {
  public IncidentReopened {
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(cause, "cause");
    requireNonNull(severity, "severity");
    summary = Bounded.text("summary", summary);
    requireNonNull(openedAt, "openedAt");
    requireNonNull(reopenedAt, "reopenedAt");
  }
}
