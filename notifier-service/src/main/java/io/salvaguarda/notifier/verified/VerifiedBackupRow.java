package io.salvaguarda.notifier.verified;

import io.salvaguarda.events.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What is known of the proof of one backup. Written by upserts only. */
@Entity
@Table(name = "verified_backup")
class VerifiedBackupRow {

  @Id
  @Column(name = "backup_id")
  String backupId;

  @Column(name = "source_id")
  String sourceId;

  @Column(name = "completed_at")
  Instant completedAt;

  @Enumerated(EnumType.STRING)
  Level level;

  boolean proven;
  boolean deleted;

  protected VerifiedBackupRow() {}
}
