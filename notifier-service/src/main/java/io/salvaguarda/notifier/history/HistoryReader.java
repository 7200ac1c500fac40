package io.salvaguarda.notifier.history;

import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import java.util.Objects;
import java.util.Optional;

/** Finds the ends of work among the events; nothing else is history. */
public final class HistoryReader {

  private HistoryReader() {}

  public static Optional<Entry> read(SuiteEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case BackupCompleted e -> backup(e);
          case BackupFailed e ->
              new EntryDraft(EntryKind.BACKUP, e.jobId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), null)
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          case BackupCancelled e ->
              new EntryDraft(EntryKind.BACKUP, e.jobId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), null)
                  .from(null, e.cancelledAt())
                  .cancelled();
          case VerificationPassed e ->
              new EntryDraft(EntryKind.VERIFICATION, e.verificationId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .in(e.repository())
                  .from(e.startedAt(), e.completedAt())
                  .reached(e.level(), e.backupCompletedAt())
                  .rows(e.rowsCompared())
                  .succeeded();
          case VerificationFailed e ->
              new EntryDraft(EntryKind.VERIFICATION, e.verificationId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .in(e.repository())
                  .from(e.startedAt(), e.failedAt())
                  .reached(e.levelReached(), e.backupCompletedAt())
                  .ended(e.failure());
          case VerificationInconclusive e ->
              new EntryDraft(EntryKind.VERIFICATION, e.verificationId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .in(e.repository())
                  .from(e.startedAt(), e.endedAt())
                  .reached(e.levelReached(), null)
                  .ended(e.failure());
          case RestoreCompleted e ->
              new EntryDraft(EntryKind.RESTORE, e.restoreId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .from(e.startedAt(), e.completedAt())
                  .read(e.bytes())
                  .succeeded();
          case RestoreFailed e ->
              new EntryDraft(EntryKind.RESTORE, e.restoreId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          case DrillCompleted e ->
              new EntryDraft(EntryKind.DRILL, e.drillId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .from(e.startedAt(), e.completedAt())
                  .read(e.bytes())
                  .drilled(e.recoveryMillis(), e.lossMillis())
                  .succeeded();
          case DrillFailed e ->
              new EntryDraft(EntryKind.DRILL, e.drillId(), e.sourceId())
                  .team(e.team())
                  .of(e.kind(), e.backupId())
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          case RecoveryWindowProven e ->
              new EntryDraft(EntryKind.WINDOW, e.proofId(), e.sourceId())
                  .team(e.team())
                  .of(null, e.backupId())
                  .in(e.repository())
                  .from(e.startedAt(), e.provenAt())
                  .succeeded();
          case RecoveryWindowFailed e ->
              new EntryDraft(EntryKind.WINDOW, e.proofId(), e.sourceId())
                  .team(e.team())
                  .in(e.repository())
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          case RepositoryPruned e -> prune(e);
          case RepositoryPruneFailed e ->
              new EntryDraft(EntryKind.PRUNE, e.jobId(), e.sourceId())
                  .in(e.repository())
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          case RepositoryCopied e ->
              new EntryDraft(EntryKind.COPY, e.jobId(), e.sourceId())
                  .in(e.to())
                  .from(e.startedAt(), e.completedAt())
                  .added(e.newBytes())
                  .succeeded();
          case RepositoryCopyFailed e ->
              new EntryDraft(EntryKind.COPY, e.jobId(), e.sourceId())
                  .in(e.to())
                  .from(e.startedAt(), e.failedAt())
                  .ended(e.failure());
          default -> null; // an event that begins, plans or announces something ends nothing
        });
  }

  private static Entry backup(BackupCompleted e) {
    return new EntryDraft(EntryKind.BACKUP, e.jobId(), e.sourceId())
        .team(e.team())
        .of(e.kind(), e.backupId())
        .in(e.repository())
        .from(e.startedAt(), e.completedAt())
        .read(e.plainBytes())
        .added(e.storedBytes())
        .rows(e.rows())
        .succeeded();
  }

  /** Spared chunks are too new to be counted: the backups that bring them are counted later. */
  private static Entry prune(RepositoryPruned e) {
    return new EntryDraft(EntryKind.PRUNE, e.jobId(), e.sourceId())
        .in(e.repository())
        .from(e.startedAt(), e.completedAt())
        .left(
            e.neededBytes()
                + e.markedBytes()
                + e.waitingBytes()
                + Objects.requireNonNullElse(e.lockedBytes(), 0L))
        .succeeded();
  }
}
