package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A notice could not be delivered to a channel and is no longer tried.
 *
 * @param deliveryId the delivery: one message to one channel
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param channel the channel's key in salvaguarda.yaml
 * @param attempts how often the delivery was tried, this time included
 * @param lastError the last answer or error, without secrets
 * @param deadLetteredAt when it was given up
 */
@EventType("io.salvaguarda.notice.dead-lettered.v1")
public record NoticeDeadLettered(
    UUID deliveryId,
    UUID incidentId,
    String sourceId,
    String team,
    String channel,
    int attempts,
    String lastError,
    Instant deadLetteredAt)
    implements IncidentEvent {
  public NoticeDeadLettered {
    requireNonNull(deliveryId, "deliveryId");
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(channel, "channel");
    lastError = Bounded.text("lastError", lastError);
    requireNonNull(deadLetteredAt, "deadLetteredAt");
  }
}
