package io.salvaguarda.verify.run;

import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationTrigger;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What became of one verification. Written by {@link Verifications} only. */
@Entity
@Table(name = "verification")
class VerificationRow {

  @Id
  @Column(name = "verification_id")
  UUID verificationId;

  @Column(name = "backup_id")
  String backupId;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  VerificationTrigger trigger;

  @Enumerated(EnumType.STRING)
  VerificationOutcome outcome;

  @Enumerated(EnumType.STRING)
  Level level;

  @Column(name = "created_at", insertable = false, updatable = false)
  Instant createdAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "tables_compared")
  long tablesCompared;

  @Column(name = "rows_compared")
  long rowsCompared;

  String findings;
  String notes;
  String failure;

  protected VerificationRow() {}

  VerificationRow(UUID verificationId, VerificationOrder order) {
    this.verificationId = verificationId;
    this.backupId = order.backupId();
    this.sourceId = order.sourceId();
    this.trigger = order.trigger();
    this.outcome = VerificationOutcome.QUEUED;
  }
}
