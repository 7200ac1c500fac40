package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.events.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * What the telling needs of a row of the incident table. Written by {@link FollowedIncidents} only.
 */
@Entity
@Table(name = "incident")
class FollowedIncident {

  @Id UUID id;

  @Column(name = "source_id")
  String sourceId;

  String cause;
  String about;
  String team;

  @Enumerated(EnumType.STRING)
  Severity severity;

  @Column(name = "last_failed_at")
  Instant lastFailedAt;

  @Column(name = "resolved_at")
  Instant resolvedAt;

  long occurrences;

  @Column(name = "acknowledged_at")
  Instant acknowledgedAt;

  @Column(name = "told_at")
  Instant toldAt;

  @Column(name = "last_told_at")
  Instant lastToldAt;

  int steps;
  String trouble;

  @Column(name = "thread_id")
  UUID threadId;

  String blames;

  protected FollowedIncident() {}

  UUID thread() {
    return threadId == null ? id : threadId;
  }
}
