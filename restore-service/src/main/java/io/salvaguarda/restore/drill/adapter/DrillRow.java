package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.BackupKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What one drill came to. */
@Entity
@Table(name = "drill")
class DrillRow {

  /** How it ended. */
  enum Outcome {
    COMPLETED,
    FAILED
  }

  @Id UUID id;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  BackupKind kind;

  String team;

  @Column(name = "backup_id")
  String backupId;

  @Enumerated(EnumType.STRING)
  Outcome outcome;

  @Column(name = "requested_by")
  String requestedBy;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "recovery_millis")
  Long recoveryMillis;

  String steps;

  @Column(name = "reached_at")
  Instant reachedAt;

  @Column(name = "loss_millis")
  Long lossMillis;

  Long bytes;

  @Column(name = "wal_bytes")
  Long walBytes;

  String failure;
  String notes;

  protected DrillRow() {}

  DrillRow(UUID id, Outcome outcome, Instant startedAt, Instant endedAt) {
    this.id = id;
    this.outcome = outcome;
    this.startedAt = startedAt;
    this.endedAt = endedAt;
  }
}
