package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The source is well again as far as this cause goes.
 *
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param cause the problem's stable name within its source, for example backup.failed
 * @param openedAt when the incident was opened
 * @param resolvedAt when it was resolved
 */
@EventType("io.salvaguarda.incident.resolved.v1")
public record IncidentResolved(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    Instant openedAt,
    Instant resolvedAt)
    implements IncidentEvent {
  public IncidentResolved {
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(cause, "cause");
    requireNonNull(openedAt, "openedAt");
    requireNonNull(resolvedAt, "resolvedAt");
  }
}
