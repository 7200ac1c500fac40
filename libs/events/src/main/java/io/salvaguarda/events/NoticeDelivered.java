package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A channel accepted a notice.
 *
 * @param deliveryId the delivery: one message to one channel
 * @param incidentId the incident
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param channel the channel's key in salvaguarda.yaml
 * @param attempts how often the delivery was tried, this time included
 * @param noticeType what the notice says
 * @param failedAt when that which the notice tells of happened
 * @param deliveredAt when the channel accepted it
 */
@EventType("io.salvaguarda.notice.delivered.v1")
public record NoticeDelivered(
    UUID deliveryId,
    UUID incidentId,
    String sourceId,
    String team,
    String channel,
    int attempts,
    NoticeType noticeType,
    Instant failedAt,
    Instant deliveredAt)
    implements IncidentEvent {
  public NoticeDelivered {
    requireNonNull(deliveryId, "deliveryId");
    requireNonNull(incidentId, "incidentId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(channel, "channel");
    requireNonNull(noticeType, "noticeType");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(deliveredAt, "deliveredAt");
  }
}
