package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One row of the incident table. Written by {@link IncidentRows} only. */
@Entity
@Table(name = "incident")
class IncidentRow {

  @Id UUID id;

  @Column(name = "source_id")
  String sourceId;

  String cause;
  String about;
  String team;

  @Enumerated(EnumType.STRING)
  Severity severity;

  String summary;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "last_failed_at")
  Instant lastFailedAt;

  @Column(name = "resolved_at")
  Instant resolvedAt;

  long occurrences;

  @Column(name = "backup_id")
  String backupId;

  String told;
  String trouble;

  @Column(name = "told_at")
  Instant toldAt;

  @Column(name = "last_told_at")
  Instant lastToldAt;

  @Column(name = "acknowledged_at")
  Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  String acknowledgedBy;

  int round;
  int steps;

  @Column(name = "thread_id")
  UUID threadId;

  String blames;

  @Column(insertable = false, updatable = false)
  long seq;

  protected IncidentRow() {}
}
