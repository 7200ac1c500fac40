package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupEvent;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupHoldPlaced;
import io.salvaguarda.events.BackupHoldReleased;
import io.salvaguarda.events.BackupMissed;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillOverdue;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.IncidentAcknowledged;
import io.salvaguarda.events.IncidentEscalated;
import io.salvaguarda.events.IncidentEvent;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentReopened;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.events.JobStuck;
import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.events.NoticeDelivered;
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
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.StorageThreshold;
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
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says of every event what it means. A new event type does not compile until it has a meaning. */
public final class NewsReader {

  private NewsReader() {}

  public static News read(SuiteEvent event) {
    return switch (event) {
      case BackupEvent backup -> backup(backup);
      case VerificationEvent verification -> verification(verification);
      case RestoreEvent restore -> restore(restore);
      case StorageEvent storage -> storage(storage);
      case IncidentEvent incident -> incident(incident);
    };
  }

  private static News backup(BackupEvent event) {
    return switch (event) {
      case BackupFailed e ->
          new Problem(
              e.sourceId(),
              Cause.BACKUP,
              Severity.CRITICAL,
              e.failedAt(),
              e.failure(),
              new Matter.BackupNotTaken(e.jobId(), e.attempt(), e.kind(), e.plan(), e.startedAt()));
      case BackupCompleted e ->
          new Recovery(
              e.sourceId(),
              Cause.BACKUP,
              e.completedAt(),
              new Proof.BackupTaken(
                  e.backupId(), e.completedAt(), e.plainBytes(), e.storedBytes()));
      case BackupStarted e -> News.NOTHING;
      case BackupCancelled e -> News.NOTHING; // somebody wanted it so
      case BackupMissed e -> News.NOTHING; // our own: reported where it is found out
      case BackupDeleted e -> News.NOTHING;
      case RetentionPlanned e -> News.NOTHING; // as the plan says
      case RetentionExecuted e -> News.NOTHING;
      case BackupHoldPlaced e -> News.NOTHING; // somebody wanted it so
      case BackupHoldReleased e -> News.NOTHING; // likewise
      case RetentionHeld e -> farSmaller(e);
      case RetentionReleased e ->
          new Recovery(
              e.sourceId(),
              Cause.RETENTION,
              e.releasedAt(),
              e.acceptedBy() == null
                  ? new Proof.SizeUsual(e.backupId())
                  : new Proof.SaidSo(e.acceptedBy()));
      case WalGap e -> gap(e);
      case WalStalled e -> stalled(e);
      case WalProgress e ->
          new Recovery(
              e.sourceId(),
              Cause.WAL,
              e.observedAt(),
              new Proof.WalHeard(e.repository(), Optional.ofNullable(e.durableTo())));
      case WalSilent e -> News.NOTHING; // our own
      case WalResumed e ->
          new Recovery(
              e.sourceId(),
              Cause.WAL,
              e.resumedAt(),
              new Proof.WalAsUsual(
                  e.repository(), e.trouble(), Optional.ofNullable(e.durableTo())));
    };
  }

  private static Problem gap(WalGap e) {
    return new Problem(
        e.sourceId(),
        Cause.WAL,
        Severity.CRITICAL,
        e.detectedAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.WAL_REMOVED,
            "The write-ahead log of %s from %s to %s is missing in repository %s."
                .formatted(e.sourceId(), e.missingFrom(), e.missingTo(), e.repository()),
            "Wait for the physical backup of %s that was asked for: it begins a new window."
                .formatted(e.sourceId()),
            List.of()),
        new Matter.WalMissing(
            e.repository(), e.missingFrom(), e.missingTo(), Optional.ofNullable(e.backupJobId())));
  }

  private static Problem stalled(WalStalled e) {
    return new Problem(
        e.sourceId(),
        Cause.WAL,
        Severity.CRITICAL, // what is committed now could not be restored, and the source fills up
        e.detectedAt(),
        e.failure(),
        e.trouble() == WalTrouble.SLOT
            ? new Matter.SlotGrows(e.repository(), Objects.requireNonNullElse(e.slotBytes(), 0L))
            : new Matter.WalNotArriving(
                e.repository(),
                Optional.ofNullable(e.durableTo()),
                Optional.ofNullable(e.lagBytes())));
  }

  private static News farSmaller(RetentionHeld e) {
    return new Problem(
        e.sourceId(),
        Cause.RETENTION,
        Severity.WARNING,
        e.heldAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.SIZE_ANOMALY,
            "The dump has %d bytes, where %d are usual. Nothing of %s is deleted meanwhile."
                .formatted(e.dumpBytes(), e.usualBytes(), e.sourceId()),
            "Check whether data of %s was lost. If the smaller size is right, accept it."
                .formatted(e.sourceId()),
            List.of()),
        new Matter.BackupFarSmaller(e.backupId(), e.repository(), e.dumpBytes(), e.usualBytes()));
  }

  private static News verification(VerificationEvent event) {
    return switch (event) {
      case VerificationFailed e ->
          new Problem(
              e.sourceId(),
              Cause.VERIFICATION,
              Severity.CRITICAL,
              e.failedAt(),
              e.failure(),
              new Matter.BackupBad(
                  e.verificationId(),
                  e.backupId(),
                  e.repository(),
                  e.backupCompletedAt(),
                  Optional.ofNullable(e.levelReached()),
                  e.findings()));
      case VerificationInconclusive e -> inconclusive(e);
      case VerificationPassed e ->
          new Recovery(
              e.sourceId(),
              Cause.VERIFICATION,
              e.completedAt(),
              new Proof.BackupProven(
                  e.backupId(),
                  e.backupCompletedAt(),
                  e.level(),
                  e.tablesCompared(),
                  e.rowsCompared()));
      case VerificationStarted e -> News.NOTHING;
      case VerificationOverdue e -> News.NOTHING; // our own
    };
  }

  private static News inconclusive(VerificationInconclusive e) {
    if (e.willRetry() || e.failure().errorClass() == ErrorClass.CANCELLED) {
      return News.NOTHING;
    }
    return new Problem(
        e.sourceId(),
        Cause.VERIFICATION,
        Severity.WARNING,
        e.endedAt(),
        e.failure(),
        new Matter.BackupUnproven(
            e.verificationId(),
            e.backupId(),
            e.repository(),
            Optional.ofNullable(e.levelReached())));
  }

  private static News restore(RestoreEvent event) {
    return switch (event) {
      case RestoreFailed e when e.failure().errorClass() == ErrorClass.CANCELLED ->
          News.NOTHING; // somebody wanted it so
      case RestoreFailed e ->
          new Problem(
              e.sourceId(),
              Cause.RESTORE,
              Severity.CRITICAL,
              e.failedAt(),
              e.failure(),
              new Matter.RestoreNotDone(e.restoreId(), e.backupId(), e.target()));
      case RestoreCompleted e ->
          new Recovery(
              e.sourceId(),
              Cause.RESTORE,
              e.completedAt(),
              new Proof.RestoreDone(e.backupId(), e.target(), e.swapped()));
      case RestoreStarted e -> News.NOTHING;
      case DrillOverdue e -> News.NOTHING; // our own
      case RecoveryWindowOverdue e -> News.NOTHING;
      case DrillFailed e when e.failure().errorClass() == ErrorClass.CANCELLED -> News.NOTHING;
      case DrillFailed e ->
          new Problem(
              e.sourceId(),
              Cause.DRILL,
              severityOf(e.failure()),
              e.failedAt(),
              e.failure(),
              new Matter.DrillNotDone(e.drillId(), e.kind(), Optional.ofNullable(e.backupId())));
      case DrillCompleted e ->
          new Recovery(
              e.sourceId(),
              Cause.DRILL,
              e.completedAt(),
              new Proof.DrillDone(e.backupId(), e.recoveryMillis(), e.lossMillis()));
      case RecoveryWindowFailed e when e.failure().errorClass() == ErrorClass.CANCELLED ->
          News.NOTHING;
      case RecoveryWindowFailed e ->
          new Problem(
              e.sourceId(),
              Cause.WINDOW,
              severityOf(e.failure()),
              e.failedAt(),
              e.failure(),
              new Matter.WindowNotProven(e.proofId(), e.repository()));
      case RecoveryWindowProven e ->
          new Recovery(
              e.sourceId(),
              Cause.WINDOW,
              e.provenAt(),
              new Proof.WindowProven(e.backupId(), e.target(), e.reachedAt()));
    };
  }

  /** Our own trouble says nothing about what can be restored. */
  private static Severity severityOf(Failure failure) {
    return failure.kind() == FailureKind.INCONCLUSIVE ? Severity.WARNING : Severity.CRITICAL;
  }

  private static News incident(IncidentEvent event) {
    return switch (event) {
      case EventDeadLettered e -> setAside(e);
      case IncidentOpened e -> News.NOTHING; // our own
      case IncidentReopened e -> News.NOTHING;
      case IncidentAcknowledged e -> News.NOTHING;
      case IncidentEscalated e -> News.NOTHING;
      case IncidentResolved e -> News.NOTHING;
      case NoticeDelivered e -> News.NOTHING;
      case NoticeDeadLettered e -> News.NOTHING;
      case JobStuck e -> News.NOTHING;
      case ReportSent e -> News.NOTHING;
    };
  }

  private static News storage(StorageEvent event) {
    return switch (event) {
      case StorageLow e -> spaceLow(e);
      case StorageRecovered e ->
          new Recovery(
              e.sourceId(),
              Cause.STORAGE,
              e.observedAt(),
              new Proof.SpaceBack(e.service(), e.volume(), e.freeBytes(), e.totalBytes()));
      case StorageMeasured e -> News.NOTHING; // what is low is told apart
      case RepositoryPruned e ->
          new Recovery(
              e.sourceId(),
              Cause.PRUNE,
              e.completedAt(),
              new Proof.Pruned(e.repository(), e.deletedChunks(), e.deletedBytes()));
      case RepositoryPruneFailed e ->
          new Problem(
              e.sourceId(),
              Cause.PRUNE,
              Severity.WARNING, // no backup is in danger, the store only grows
              e.failedAt(),
              e.failure(),
              new Matter.NotPruned(e.repository(), e.jobId(), e.attempt()));
      case RepositoryCopied e ->
          new Recovery(
              e.sourceId(),
              Cause.COPY,
              e.completedAt(),
              new Proof.CopyMade(e.from(), e.to(), e.backups(), e.newBytes()));
      case RepositoryCopyFailed e ->
          new Problem(
              e.sourceId(),
              Cause.COPY,
              Severity.CRITICAL, // a loss of the first repository would now lose backups
              e.failedAt(),
              e.failure(),
              new Matter.NotCopied(e.from(), e.to(), e.jobId(), e.attempt()));
      case RepositoryKeysProven e ->
          new Recovery(
              e.sourceId(),
              Cause.KEY,
              e.completedAt(),
              new Proof.KeysProven(e.repository(), e.recipients(), e.nextDueAt()));
      case RepositoryKeyProofOverdue e -> overdue(e);
      case RepositoryKeyProofFailed e ->
          new Problem(
              e.sourceId(),
              Cause.KEY,
              Severity.CRITICAL, // a key that is counted upon may be lost
              e.failedAt(),
              e.failure(),
              new Matter.KeyNotProven(e.repository(), e.jobId(), e.attempt()));
    };
  }

  private static Problem overdue(RepositoryKeyProofOverdue e) {
    Matter.KeyProofOverdue matter = new Matter.KeyProofOverdue(e.repository(), e.recipients());
    return new Problem(
        e.sourceId(),
        Cause.KEY,
        Severity.WARNING,
        e.detectedAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.DEADLINE,
            "Nobody has shown for too long that %s can open repository %s."
                .formatted(matter.names(), e.repository()),
            "Let whoever keeps the key prove it; remove a recipient that nobody needs.",
            List.of()),
        matter);
  }

  private static News spaceLow(StorageLow e) {
    boolean critical = e.threshold() == StorageThreshold.CRITICAL;
    return new Problem(
        e.sourceId(),
        Cause.STORAGE,
        critical ? Severity.CRITICAL : Severity.WARNING,
        e.observedAt(),
        new Failure(
            critical ? FailureKind.TERMINAL : FailureKind.RETRYABLE,
            ErrorClass.DISK_FULL,
            e.volume() + " has " + e.freeBytes() + " of " + e.totalBytes() + " bytes left.",
            "Free space on " + e.volume() + " or enlarge it; " + e.service() + " writes there.",
            List.of()),
        new Matter.SpaceLow(e.service(), e.volume(), e.freeBytes(), e.totalBytes(), e.threshold()));
  }

  private static News setAside(EventDeadLettered e) {
    return new Problem(
        e.sourceId(),
        Cause.EVENTS,
        Severity.WARNING,
        e.deadLetteredAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.UNKNOWN,
            e.reason(),
            "Find the record with GET /dead-letters of "
                + e.service()
                + ", remove the reason, then replay it with POST /dead-letters/{id}/replay.",
            List.of()),
        new Matter.EventSetAside(
            e.service(), e.topic(), e.partition(), e.offset(), e.type(), e.reason()));
  }
}
