package io.salvaguarda.restore.drill.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What came of one look at a window. */
@Entity
@Table(name = "window_proof")
class ProofRow {

  /** How it ended. */
  enum Outcome {
    PROVEN,
    FAILED
  }

  @Id UUID id;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  Outcome outcome;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "backup_id")
  String backupId;

  Instant target;

  @Column(name = "reached_at")
  Instant reachedAt;

  Boolean heartbeat;
  String failure;

  protected ProofRow() {}

  ProofRow(UUID id, String sourceId, Outcome outcome, Instant startedAt, Instant endedAt) {
    this.id = id;
    this.sourceId = sourceId;
    this.outcome = outcome;
    this.startedAt = startedAt;
    this.endedAt = endedAt;
  }
}
