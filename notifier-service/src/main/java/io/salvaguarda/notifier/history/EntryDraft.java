package io.salvaguarda.notifier.history;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import java.time.Instant;
import java.util.UUID;

/** Puts an entry together; what is not said stays null. */
final class EntryDraft {

  private final EntryKind kind;
  private final UUID id;
  private final String sourceId;
  private String team;
  private BackupKind backupKind;
  private String repository;
  private String backupId;
  private Instant startedAt;
  private Instant endedAt;
  private Long plainBytes;
  private Long storedBytes;
  private Long repositoryBytes;
  private Long rows;
  private Level level;
  private Instant backupCompletedAt;
  private Long recoveryMillis;
  private Long lossMillis;

  EntryDraft(EntryKind kind, UUID id, String sourceId) {
    this.kind = kind;
    this.id = id;
    this.sourceId = sourceId;
  }

  EntryDraft team(String name) {
    team = name;
    return this;
  }

  EntryDraft of(BackupKind sort, String backup) {
    backupKind = sort;
    backupId = backup;
    return this;
  }

  EntryDraft in(String name) {
    repository = name;
    return this;
  }

  EntryDraft from(Instant start, Instant end) {
    startedAt = start;
    endedAt = end;
    return this;
  }

  EntryDraft read(long bytes) {
    plainBytes = bytes;
    return this;
  }

  EntryDraft added(long bytes) {
    storedBytes = bytes;
    return this;
  }

  EntryDraft left(long bytes) {
    repositoryBytes = bytes;
    return this;
  }

  EntryDraft rows(long number) {
    rows = number;
    return this;
  }

  EntryDraft reached(Level highest, Instant ofBackupCompletedAt) {
    level = highest;
    backupCompletedAt = ofBackupCompletedAt;
    return this;
  }

  EntryDraft drilled(long recovery, long loss) {
    recoveryMillis = recovery;
    lossMillis = loss;
    return this;
  }

  Entry succeeded() {
    return ended(Outcome.SUCCEEDED, null, null);
  }

  Entry cancelled() {
    return ended(Outcome.CANCELLED, null, null);
  }

  /** Not well: why, says the failure. */
  Entry ended(Failure failure) {
    Outcome outcome =
        failure.errorClass() == ErrorClass.CANCELLED
            ? Outcome.CANCELLED
            : failure.kind() == FailureKind.INCONCLUSIVE ? Outcome.INCONCLUSIVE : Outcome.FAILED;
    return ended(outcome, failure.errorClass().name(), failure.message());
  }

  private Entry ended(Outcome outcome, String errorClass, String error) {
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
