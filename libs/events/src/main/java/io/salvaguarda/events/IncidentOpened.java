package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A source has a problem that it did not have before.
 *
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param cause the problem's stable name within its source, for example backup.failed
 * @param severity how urgent it is
 * @param summary one line for people
 * @param openedAt when the incident was opened
 */
@EventType("io.salvaguarda.incident.opened.v1")
public record IncidentOpened(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    Severity severity,
    String summary,
    Instant openedAt)
    implements IncidentEvent {
  public IncidentOpened {
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(cause, "cause");
    requireNonNull(severity, "severity");
    summary = Bounded.text("summary", summary);
    requireNonNull(openedAt, "openedAt");
  }
}
