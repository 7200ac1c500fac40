package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.events.NoticeType;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as REST shows it.
 *
 * @param failedAt when that which the notice tells of happened
 */
public record DeliveryView(
    UUID deliveryId,
    UUID incidentId,
    String sourceId,
    String team,
    String channel,
    String channelType,
    NoticeType noticeType,
    DeliveryState state,
    int attempts,
    int maxAttempts,
    Instant nextAttemptAt,
    String lastError,
    Instant createdAt,
    Instant deliveredAt,
    Instant failedAt) {

  static DeliveryView of(DeliveryRow row) {
    return new DeliveryView(
        row.id,
        row.incidentId,
        row.sourceId,
        row.team,
        row.channel,
        row.channelType,
        row.noticeType,
        row.state,
        row.attempts,
        row.maxAttempts,
        row.state == DeliveryState.PENDING ? row.nextAttemptAt : null,
        row.lastError,
        row.createdAt,
        row.deliveredAt,
        row.failedAt);
  }
}
