package io.salvaguarda.notifier.history.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** One entry of the history. Written by {@link HistoryRows} only. */
@Entity
@Table(name = "history")
@IdClass(HistoryRow.Key.class)
class HistoryRow {

  /** Ids are unique within a kind. */
  record Key(EntryKind kind, UUID id) implements Serializable {}

  @Id
  @Enumerated(EnumType.STRING)
  EntryKind kind;

  @Id UUID id;

  @Column(name = "source_id")
  String sourceId;

  String team;

  @Enumerated(EnumType.STRING)
  @Column(name = "backup_kind")
  BackupKind backupKind;

  String repository;

  @Column(name = "backup_id")
  String backupId;

  @Enumerated(EnumType.STRING)
  Outcome outcome;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "plain_bytes")
  Long plainBytes;

  @Column(name = "stored_bytes")
  Long storedBytes;

  @Column(name = "repository_bytes")
  Long repositoryBytes;

  Long rows;

  @Enumerated(EnumType.STRING)
  Level level;

  @Column(name = "backup_completed_at")
  Instant backupCompletedAt;

  @Column(name = "recovery_millis")
  Long recoveryMillis;

  @Column(name = "loss_millis")
  Long lossMillis;

  @Column(name = "error_class")
  String errorClass;

  String error;

  protected HistoryRow() {}

  Entry entry() {
    return new Entry(
        kind,
        id,
        sourceId,
        team,
        backupKind,
        repository,
        backupId,
        outcome,
        startedAt,
        endedAt,
        plainBytes,
        storedBytes,
        repositoryBytes,
        rows,
        level,
        backupCompletedAt,
        recoveryMillis,
        lossMillis,
        errorClass,
        error);
  }
}
