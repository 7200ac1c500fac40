package io.salvaguarda.verify.catalog;

import io.salvaguarda.events.BackupKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A backup as its events tell of it. Written by {@link KnownBackups} only. */
@Entity
@Table(name = "backup")
public class KnownBackup {

  @Id
  @Column(name = "backup_id")
  String backupId;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  BackupKind kind;

  String plan;
  String team;
  String repository;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "deleted_at")
  Instant deletedAt;

  @Column(name = "delete_reason")
  String deleteReason;

  String outcome;

  @Column(name = "verified_at")
  Instant verifiedAt;

  protected KnownBackup() {}

  public String backupId() {
    return backupId;
  }

  public String sourceId() {
    return sourceId;
  }

  public BackupKind kind() {
    return kind;
  }

  /** The plan that made it. */
  public String plan() {
    return plan;
  }

  public String team() {
    return team;
  }

  public String repository() {
    return repository;
  }

  /** Null when only the deletion is known. */
  public Instant completedAt() {
    return completedAt;
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  /** Null while it is not deleted. */
  public String deleteReason() {
    return deleteReason;
  }
}
