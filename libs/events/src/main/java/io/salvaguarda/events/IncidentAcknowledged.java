package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody takes care of an open incident: nobody is reminded of it for a while.
 *
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param cause the problem's stable name within its source, for example backup
 * @param acknowledgedBy who: the name of a token, or of the channel whose link was used
 * @param acknowledgedAt when
 */
@EventType("io.salvaguarda.incident.acknowledged.v1")
public record IncidentAcknowledged(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    String acknowledgedBy,
    Instant acknowledgedAt)
    implements IncidentEvent {
  public IncidentAcknowledged {
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(cause, "cause");
    acknowledgedBy = Bounded.text("acknowledgedBy", acknowledgedBy);
    requireNonNull(acknowledgedAt, "acknowledgedAt");
  }
}
