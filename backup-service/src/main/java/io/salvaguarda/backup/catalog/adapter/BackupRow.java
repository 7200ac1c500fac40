package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.catalog.Proof;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One row of the catalog. Written by {@link Catalog} only. */
@Entity
@Table(name = "backup")
class BackupRow {

  @Id
  @Column(name = "backup_id")
  String backupId;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  BackupKind kind;

  String label;
  String repository;
  String plan;
  String team;

  @Column(name = "job_id")
  UUID jobId;

  int attempt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "snapshot_at")
  Instant snapshotAt;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "plain_bytes")
  long plainBytes;

  @Column(name = "dump_bytes")
  long dumpBytes;

  @Column(name = "stored_bytes")
  long storedBytes;

  long chunks;

  @Column(name = "new_chunks")
  long newChunks;

  @Column(name = "server_version")
  String serverVersion;

  long tables;

  @Column(name = "row_count")
  long rows;

  @Column(name = "system_id")
  String systemId;

  Integer timeline;

  @Column(name = "start_lsn")
  String startLsn;

  @Column(name = "stop_lsn")
  String stopLsn;

  @Column(name = "wal_segment_bytes")
  Integer walSegmentBytes;

  boolean anomaly;

  @Enumerated(EnumType.STRING)
  ProofStatus status;

  @Enumerated(EnumType.STRING)
  Level level;

  @Column(name = "verified_at")
  Instant verifiedAt;

  @Column(name = "judged_at")
  Instant judgedAt;

  @Column(name = "used_at")
  Instant usedAt;

  @Column(name = "hold_by")
  String holdBy;

  @Column(name = "hold_reason")
  String holdReason;

  @Column(name = "hold_since")
  Instant holdSince;

  @Column(name = "locked_until")
  Instant lockedUntil;

  protected BackupRow() {}

  BackupRow(CatalogEntry entry) {
    backupId = entry.backupId();
    sourceId = entry.sourceId();
    kind = entry.kind();
    label = entry.label();
    repository = entry.repository();
    plan = entry.plan();
    team = entry.team();
    jobId = entry.jobId();
    attempt = entry.attempt();
    startedAt = entry.startedAt();
    snapshotAt = entry.snapshotAt();
    completedAt = entry.completedAt();
    plainBytes = entry.plainBytes();
    dumpBytes = entry.dumpBytes();
    storedBytes = entry.storedBytes();
    chunks = entry.chunks();
    newChunks = entry.newChunks();
    serverVersion = entry.serverVersion();
    tables = entry.tables();
    rows = entry.rows();
    wal(entry.wal());
    proof(Proof.NONE);
  }

  KnownBackup known() {
    return new KnownBackup(
        backupId, label, repository, completedAt, status, usedAt, hold(), lockedUntil);
  }

  /** Null for a logical backup. */
  WalRange wal() {
    return systemId == null
        ? null
        : new WalRange(systemId, timeline, startLsn, stopLsn, walSegmentBytes);
  }

  private void wal(WalRange range) {
    if (range != null) {
      systemId = range.systemId();
      timeline = range.timeline();
      startLsn = range.startLsn();
      stopLsn = range.stopLsn();
      walSegmentBytes = range.walSegmentBytes();
    }
  }

  /** Null when it is not held. */
  LegalHold hold() {
    return holdBy == null ? null : new LegalHold(holdBy, holdReason, holdSince);
  }

  /** Null releases it. */
  void hold(LegalHold hold) {
    holdBy = hold == null ? null : hold.by();
    holdReason = hold == null ? null : hold.reason();
    holdSince = hold == null ? null : hold.since();
  }

  Proof proof() {
    return new Proof(status, level, verifiedAt, judgedAt);
  }

  void proof(Proof proof) {
    status = proof.status();
    level = proof.level();
    verifiedAt = proof.verifiedAt();
    judgedAt = proof.judgedAt();
  }
}
