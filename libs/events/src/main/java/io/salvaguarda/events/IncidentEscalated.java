package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Nobody acknowledged an incident in time, so others were told.
 *
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param cause the problem's stable name within its source, for example backup
 * @param severity how urgent it is
 * @param step which step of the team's escalation it was, from 1
 * @param channels keys in salvaguarda.yaml of the channels that were told now
 * @param unacknowledgedSince when the team was told
 * @param escalatedAt when the others were
 */
@EventType("io.salvaguarda.incident.escalated.v1")
public record IncidentEscalated(
    UUID incidentId,
    String sourceId,
    String team,
    String cause,
    Severity severity,
    int step,
    List<String> channels,
    Instant unacknowledgedSince,
    Instant escalatedAt)
    implements IncidentEvent {
  public IncidentEscalated {
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(cause, "cause");
    requireNonNull(severity, "severity");
    channels = List.copyOf(channels);
    requireNonNull(unacknowledgedSince, "unacknowledgedSince");
    requireNonNull(escalatedAt, "escalatedAt");
  }
}
