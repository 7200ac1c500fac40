package io.salvaguarda.notifier.absence;

import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupHoldPlaced;
import io.salvaguarda.events.BackupHoldReleased;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupMissed;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillOverdue;
import io.salvaguarda.events.IncidentEvent;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowOverdue;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.events.WalGap;
import io.salvaguarda.events.WalProgress;
import io.salvaguarda.events.WalResumed;
import io.salvaguarda.events.WalSilent;
import io.salvaguarda.events.WalStalled;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Says which words an event has; most have none. */
public final class WordReader {

  private static final List<Word> NONE = List.of();

  private WordReader() {}

  public static List<Word> read(SuiteEvent event) {
    return switch (event) {
      case BackupStarted e ->
          List.of(
              comes(Awaited.BACKUP, e.sourceId(), e.kind(), e.startedAt()),
              begins(Awaited.BACKUP_END, e.sourceId(), e.kind(), e.jobId(), e.startedAt()));
      case BackupCompleted e ->
          List.of(
              comes(Awaited.BACKUP, e.sourceId(), e.kind(), e.completedAt()),
              comes(Awaited.BACKUP_END, e.sourceId(), e.kind(), e.jobId(), e.completedAt()),
              begins(Awaited.PROOF_OF_NEW, e.sourceId(), e.kind(), e.backupId(), e.completedAt()));
      case BackupFailed e -> ended(e.sourceId(), e.kind(), e.jobId(), e.failedAt());
      case BackupCancelled e -> ended(e.sourceId(), e.kind(), e.jobId(), e.cancelledAt());
      case BackupDeleted e ->
          List.of(comes(Awaited.PROOF_OF_NEW, e.sourceId(), e.kind(), e.backupId(), e.deletedAt()));
      case VerificationStarted e ->
          List.of(
              comes(Awaited.VERIFICATION, e.sourceId(), e.kind(), e.startedAt()),
              comes(Awaited.PROOF_OF_NEW, e.sourceId(), e.kind(), e.backupId(), e.startedAt()),
              begins(
                  Awaited.VERIFICATION_END,
                  e.sourceId(),
                  e.kind(),
                  e.verificationId(),
                  e.startedAt()));
      case VerificationPassed e ->
          judged(e.sourceId(), e.kind(), e.backupId(), e.verificationId(), e.completedAt());
      case VerificationFailed e ->
          judged(e.sourceId(), e.kind(), e.backupId(), e.verificationId(), e.failedAt());
      case VerificationInconclusive e when e.willRetry() ->
          List.of(
              comes(Awaited.VERIFICATION, e.sourceId(), e.kind(), e.endedAt()),
              begins(
                  Awaited.VERIFICATION_END,
                  e.sourceId(),
                  e.kind(),
                  e.verificationId(),
                  e.endedAt()));
      case VerificationInconclusive e ->
          judged(e.sourceId(), e.kind(), e.backupId(), e.verificationId(), e.endedAt());
      case RestoreStarted e ->
          List.of(
              begins(Awaited.RESTORE_END, e.sourceId(), e.kind(), e.restoreId(), e.startedAt()));
      case RestoreCompleted e ->
          List.of(
              comes(Awaited.RESTORE_END, e.sourceId(), e.kind(), e.restoreId(), e.completedAt()));
      case RestoreFailed e ->
          List.of(comes(Awaited.RESTORE_END, e.sourceId(), e.kind(), e.restoreId(), e.failedAt()));
      case DrillCompleted e ->
          List.of(comes(Awaited.DRILL, e.sourceId(), e.kind(), e.completedAt()));
      case DrillFailed e -> List.of(comes(Awaited.DRILL, e.sourceId(), e.kind(), e.failedAt()));
      case RecoveryWindowProven e -> List.of(window(e.sourceId(), e.provenAt()));
      case RecoveryWindowFailed e -> List.of(window(e.sourceId(), e.failedAt()));
      case WalProgress e -> List.of(wal(e.sourceId(), e.observedAt()));
      case WalStalled e -> List.of(wal(e.sourceId(), e.detectedAt()));
      case WalResumed e -> List.of(wal(e.sourceId(), e.resumedAt()));
      case WalGap e -> List.of(wal(e.sourceId(), e.detectedAt()));
      case BackupHoldPlaced e -> NONE;
      case BackupHoldReleased e -> NONE;
      case RetentionHeld e -> NONE;
      case RetentionReleased e -> NONE;
      case RetentionPlanned e -> NONE;
      case RetentionExecuted e -> NONE;
      case StorageEvent e -> NONE;
      case IncidentEvent e -> NONE;
      case BackupMissed e -> NONE; // our own, and so are the next
      case WalSilent e -> NONE;
      case VerificationOverdue e -> NONE;
      case DrillOverdue e -> NONE;
      case RecoveryWindowOverdue e -> NONE;
    };
  }

  private static List<Word> ended(String sourceId, BackupKind kind, UUID job, Instant at) {
    return List.of(
        comes(Awaited.BACKUP, sourceId, kind, at),
        comes(Awaited.BACKUP_END, sourceId, kind, job, at));
  }

  private static List<Word> judged(
      String sourceId, BackupKind kind, String backup, UUID verification, Instant at) {
    return List.of(
        comes(Awaited.VERIFICATION, sourceId, kind, at),
        comes(Awaited.PROOF_OF_NEW, sourceId, kind, backup, at),
        comes(Awaited.VERIFICATION_END, sourceId, kind, verification, at));
  }

  private static Word window(String sourceId, Instant at) {
    return new Word.Comes(Awaited.WINDOW_PROOF, sourceId, "", at);
  }

  private static Word wal(String sourceId, Instant at) {
    return new Word.Comes(Awaited.WAL, sourceId, "", at);
  }

  private static Word comes(Awaited what, String sourceId, BackupKind kind, Instant at) {
    return new Word.Comes(what, sourceId, Expectation.about(kind), at);
  }

  private static Word comes(
      Awaited what, String sourceId, BackupKind kind, Object one, Instant at) {
    return new Word.Comes(what, sourceId, Expectation.about(kind, one), at);
  }

  private static Word begins(
      Awaited what, String sourceId, BackupKind kind, Object one, Instant at) {
    return new Word.Begins(what, sourceId, Expectation.about(kind, one), at);
  }
}
