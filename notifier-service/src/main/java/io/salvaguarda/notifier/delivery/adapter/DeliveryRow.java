package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.notifier.notice.NoticeSort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the delivery table. Written by statements only; all times but one are the database's.
 */
@Entity
@Table(name = "delivery")
class DeliveryRow {

  @Id UUID id;

  @Column(name = "incident_id")
  UUID incidentId;

  @Column(name = "thread_id")
  UUID threadId;

  @Column(name = "source_id")
  String sourceId;

  String team;
  String channel;

  @Column(name = "channel_type")
  String channelType;

  @Enumerated(EnumType.STRING)
  @Column(name = "notice_type")
  NoticeSort noticeType;

  String notice;

  @Enumerated(EnumType.STRING)
  DeliveryState state;

  int attempts;

  @Column(name = "max_attempts")
  int maxAttempts;

  @Column(name = "next_attempt_at")
  Instant nextAttemptAt;

  @Column(name = "last_error")
  String lastError;

  @Column(name = "failed_at")
  Instant failedAt;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(insertable = false, updatable = false)
  long seq;

  @Column(name = "delivered_at")
  Instant deliveredAt;

  @Column(name = "taken_by")
  String takenBy;

  protected DeliveryRow() {}
}
