package io.salvaguarda.cli;

import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupEvent;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupHoldPlaced;
import io.salvaguarda.events.BackupHoldReleased;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupMissed;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillOverdue;
import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.IncidentAcknowledged;
import io.salvaguarda.events.IncidentEscalated;
import io.salvaguarda.events.IncidentEvent;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentReopened;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.events.JobStuck;
import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowOverdue;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.events.ReportSent;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.events.RepositoryKeyProofFailed;
import io.salvaguarda.events.RepositoryKeyProofOverdue;
import io.salvaguarda.events.RepositoryKeysProven;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreEvent;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationEvent;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an event says, in a few words. */
final class EventSummary {
  private EventSummary() {}

  static String of(SuiteEvent event) {
    return switch (event) {
      case BackupEvent backup -> of(backup);
      case VerificationEvent verification -> of(verification);
      case RestoreEvent restore -> of(restore);
      case IncidentEvent incident -> of(incident);
      case StorageEvent storage -> of(storage);
    };
  }

  private static String of(BackupEvent event) {
    return switch (event) {
      case BackupStarted e ->
          "%s, job %s, attempt %d, by %s"
              .formatted(
                  e.kind().name().toLowerCase(Locale.ROOT), e.jobId(), e.attempt(), e.trigger());
      case BackupCompleted e ->
          "%s: %s read, %s stored%s"
              .formatted(
                  e.backupId(),
                  Cells.bytes(e.plainBytes()),
                  Cells.bytes(e.storedBytes()),
                  e.kind() == BackupKind.LOGICAL ? ", %,d rows".formatted(e.rows()) : "");
      case BackupFailed e -> why(e.failure());
      case BackupCancelled e -> "by " + e.cancelledBy();
      case BackupMissed e -> notHeard(e.kind(), e.dueAt());
      case BackupDeleted e -> e.backupId() + ": " + e.reason();
      case BackupHoldPlaced e -> "%s: by %s, %s".formatted(e.backupId(), e.placedBy(), e.reason());
      case BackupHoldReleased e ->
          e.backupId() + (e.releasedBy() == null ? "" : ": by " + e.releasedBy());
      case RetentionHeld e ->
          "%s: %s dumped, usually %s"
              .formatted(e.backupId(), Cells.bytes(e.dumpBytes()), Cells.bytes(e.usualBytes()));
      case RetentionReleased e ->
          e.acceptedBy() == null ? "the size is usual again" : "accepted by " + e.acceptedBy();
      case RetentionPlanned e ->
          "%,d backups go at %s".formatted(e.total(), Cells.time(e.executesAt()));
      case RetentionExecuted e ->
          "%,d backups deleted, %,d stay".formatted(e.deletedTotal(), e.keptTotal());
      case WalGap e -> "WAL from %s to %s is missing".formatted(e.missingFrom(), e.missingTo());
      case WalStalled e -> "%s: %s".formatted(e.trouble(), why(e.failure()));
      case WalResumed e ->
          e.trouble() + " is over" + (e.durableTo() == null ? "" : ": WAL up to " + e.durableTo());
      case WalProgress e -> e.durableTo() == null ? "no WAL yet" : "WAL up to " + e.durableTo();
      case WalSilent e -> "nothing heard since " + Cells.time(e.lastHeardAt());
    };
  }

  private static String of(StorageEvent event) {
    return switch (event) {
      case StorageRecovered e -> room(e.volume(), e.service(), e.freeBytes(), e.totalBytes());
      case StorageMeasured e -> room(e.volume(), e.service(), e.freeBytes(), e.totalBytes());
      case StorageLow e ->
          "%s (%s)"
              .formatted(
                  room(e.volume(), e.service(), e.freeBytes(), e.totalBytes()), e.threshold());
      case RepositoryPruned e ->
          "%s: %s freed, %s wait for their grace%s"
              .formatted(
                  e.repository(),
                  Cells.bytes(e.deletedBytes()),
                  Cells.bytes(e.markedBytes() + e.waitingBytes()),
                  locked(e));
      case RepositoryPruneFailed e -> e.repository() + ": " + why(e.failure());
      case RepositoryCopied e ->
          "%s to %s: %,d backups, %s, %,d were there"
              .formatted(
                  e.from(), e.to(), e.backups(), Cells.bytes(e.newBytes()), e.alreadyThere());
      case RepositoryCopyFailed e -> e.from() + " to " + e.to() + ": " + why(e.failure());
      case RepositoryKeysProven e ->
          "%s: %,d recipients, the next is due at %s"
              .formatted(e.repository(), e.recipients(), Cells.time(e.nextDueAt()));
      case RepositoryKeyProofOverdue e ->
          e.repository()
              + ": not proven: "
              + e.recipients().stream()
                  .map(OverdueKey::recipient)
                  .collect(Collectors.joining(", "));
      case RepositoryKeyProofFailed e -> e.repository() + ": " + why(e.failure());
    };
  }

  private static String of(VerificationEvent event) {
    return switch (event) {
      case VerificationStarted e -> e.backupId() + ", by " + e.trigger();
      case VerificationPassed e ->
          "%s: level %s, %,d tables, %,d rows"
              .formatted(e.backupId(), e.level(), e.tablesCompared(), e.rowsCompared());
      case VerificationFailed e ->
          e.findings().stream()
              .findFirst()
              .map(f -> "%s: %s %s".formatted(e.backupId(), f.code(), f.object()))
              .orElse(e.backupId() + ": " + why(e.failure()));
      case VerificationInconclusive e ->
          e.backupId() + ": " + why(e.failure()) + (e.willRetry() ? " It is tried again." : "");
      case VerificationOverdue e ->
          (e.backupId() == null ? "" : e.backupId() + ": ") + notHeard(e.kind(), e.dueAt());
    };
  }

  private static String of(RestoreEvent event) {
    return switch (event) {
      case RestoreStarted e -> e.backupId() + " into " + place(e.target());
      case RestoreCompleted e ->
          "%s into %s, %s%s"
              .formatted(
                  e.backupId(),
                  place(e.target()),
                  Cells.bytes(e.bytes()),
                  e.swapped() ? ", swapped in" : "");
      case RestoreFailed e -> e.backupId() + ": " + why(e.failure());
      case DrillCompleted e ->
          "%s: back in %s, %s lost at most"
              .formatted(
                  e.backupId(),
                  Cells.duration(Duration.ofMillis(e.recoveryMillis())),
                  Cells.duration(Duration.ofMillis(e.lossMillis())));
      case DrillFailed e -> (e.backupId() == null ? "" : e.backupId() + ": ") + why(e.failure());
      case RecoveryWindowProven e ->
          "%s reached from %s".formatted(Cells.time(e.target()), e.backupId());
      case RecoveryWindowFailed e -> why(e.failure());
      case DrillOverdue e -> notHeard(e.kind(), e.dueAt());
      case RecoveryWindowOverdue e -> "due %s, not heard of".formatted(Cells.time(e.dueAt()));
    };
  }

  private static String place(RestoreTarget target) {
    return target.directory() == null ? target.database() : target.directory();
  }

  private static String of(IncidentEvent event) {
    return switch (event) {
      case IncidentOpened e -> "%s %s: %s".formatted(e.severity(), e.cause(), e.summary());
      case IncidentReopened e ->
          "%s %s, opened %d times: %s".formatted(e.severity(), e.cause(), e.round(), e.summary());
      case IncidentAcknowledged e -> e.cause() + " by " + e.acknowledgedBy();
      case IncidentEscalated e -> e.cause() + " to " + String.join(", ", e.channels());
      case IncidentResolved e -> e.cause();
      case NoticeDelivered e ->
          "%s by %s, attempt %d".formatted(e.noticeType(), e.channel(), e.attempts());
      case ReportSent e -> "%s to %s by %s".formatted(e.report(), e.team(), e.channel());
      case NoticeDeadLettered e ->
          "%s, given up after %d: %s".formatted(e.channel(), e.attempts(), e.lastError());
      case EventDeadLettered e -> "%s by %s: %s".formatted(e.type(), e.service(), e.reason());
      case JobStuck e ->
          "%s %s, begun %s".formatted(e.work(), e.jobId(), Cells.time(e.startedAt()));
    };
  }

  private static String room(String volume, String service, long free, long total) {
    return "%s of %s: %s free of %s"
        .formatted(volume, service, Cells.bytes(free), Cells.bytes(total));
  }

  private static String locked(RepositoryPruned e) {
    return e.lockedBytes() == null || e.lockedBytes() == 0
        ? ""
        : ", %s are locked".formatted(Cells.bytes(e.lockedBytes()));
  }

  private static String notHeard(BackupKind kind, Instant due) {
    return "%s, due %s, not heard of"
        .formatted(kind.name().toLowerCase(Locale.ROOT), Cells.time(due));
  }

  private static String why(Failure failure) {
    return failure.errorClass() + ": " + failure.message();
  }
}
