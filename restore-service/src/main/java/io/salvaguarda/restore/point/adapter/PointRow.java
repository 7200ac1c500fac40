package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.restore.point.ProofStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One row of the view of recovery points. */
@Entity
@Immutable
@Table(name = "recovery_point")
class PointRow {

  @Id
  @Column(name = "backup_id")
  String backupId;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  BackupKind kind;

  String label;
  String repository;

  @Column(name = "snapshot_at")
  Instant snapshotAt;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "plain_bytes")
  long plainBytes;

  @Column(name = "stored_bytes")
  long storedBytes;

  @Enumerated(EnumType.STRING)
  ProofStatus status;

  @Enumerated(EnumType.STRING)
  Level level;

  protected PointRow() {}

  RecoveryPointView view() {
    return new RecoveryPointView(
        backupId,
        sourceId,
        kind,
        repository,
        completedAt,
        snapshotAt,
        status,
        level,
        plainBytes,
        storedBytes,
        Math.max(0, Instant.now().getEpochSecond() - snapshotAt.getEpochSecond()));
  }
}
