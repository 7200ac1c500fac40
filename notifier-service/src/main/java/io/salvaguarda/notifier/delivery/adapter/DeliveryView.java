package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.notifier.notice.NoticeSort;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as REST shows it.
 *
 * @param subject what the notice says, in one line of the team's language
 * @param takenBy who took it: addresses, a chat or a host
 * @param failedAt when that which the notice tells of happened
 */
public record DeliveryView(
    UUID deliveryId,
    UUID incidentId,
    String sourceId,
    String team,
    String channel,
    String channelType,
    NoticeSort noticeType,
    String subject,
    DeliveryState state,
    int attempts,
    int maxAttempts,
    Instant nextAttemptAt,
    String lastError,
    Instant createdAt,
    Instant deliveredAt,
    String takenBy,
    Instant failedAt) {

  static DeliveryView of(DeliveryRow row, String subject) {
    return new DeliveryView(
        row.id,
        row.incidentId,
        row.sourceId,
        row.team,
        row.channel,
        row.channelType,
        row.noticeType,
        subject,
        row.state,
        row.attempts,
        row.maxAttempts,
        row.state == DeliveryState.PENDING ? row.nextAttemptAt : null,
        row.lastError,
        row.createdAt,
        row.deliveredAt,
        row.takenBy,
        row.failedAt);
  }
}
