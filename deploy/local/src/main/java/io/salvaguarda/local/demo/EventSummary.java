package io.salvaguarda.local.demo;

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
import io.salvaguarda.events.EventDeadLettered;
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

/** What an event says, in a few words. */
final class EventSummary {
  private static final String BY = "by ";

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
      case BackupStarted e -> BY + e.trigger() + ", attempt " + e.attempt();
      case BackupCompleted e ->
          Quantity.megabytes(e.plainBytes())
              + " read, "
              + Quantity.megabytes(e.storedBytes())
              + " stored";
      case BackupFailed e -> e.failure().errorClass().toString();
      case BackupCancelled e -> BY + e.cancelledBy();
      case BackupMissed e -> "due at " + e.dueAt();
      case BackupDeleted e -> e.reason();
      case BackupHoldPlaced e -> BY + e.placedBy() + ": " + e.reason();
      case BackupHoldReleased e -> e.reason();
      case RetentionHeld e -> Quantity.megabytes(e.dumpBytes()) + " dumped";
      case RetentionReleased e -> "the size is right";
      case RetentionPlanned e -> e.total() + " to be deleted";
      case RetentionExecuted e -> e.deletedTotal() + " deleted";
      case WalGap e -> e.missingFrom() + " to " + e.missingTo();
      case WalStalled e -> e.failure().errorClass().toString();
      case WalResumed e -> e.trouble() + " is over";
      case WalProgress e -> "up to " + e.durableTo();
      case WalSilent e -> "nothing heard since " + e.lastHeardAt();
    };
  }

  private static String of(StorageEvent event) {
    return switch (event) {
      case StorageRecovered e -> e.volume() + ", " + Quantity.megabytes(e.freeBytes()) + " free";
      case StorageMeasured e -> e.volume() + ", " + Quantity.megabytes(e.freeBytes()) + " free";
      case StorageLow low -> low.volume() + " " + low.threshold();
      case RepositoryPruned e -> Quantity.megabytes(e.deletedBytes()) + " freed";
      case RepositoryPruneFailed e -> e.failure().errorClass().toString();
      case RepositoryCopied e -> e.backups() + " backups to " + e.to();
      case RepositoryCopyFailed e -> e.failure().errorClass().toString();
      case RepositoryKeysProven e -> e.recipients() + " keys";
      case RepositoryKeyProofOverdue e -> e.recipients().size() + " keys not proven";
      case RepositoryKeyProofFailed e -> e.failure().errorClass().toString();
    };
  }

  private static String of(VerificationEvent event) {
    return switch (event) {
      case VerificationStarted e -> BY + e.trigger();
      case VerificationPassed e ->
          e.level()
              + ", "
              + e.tablesCompared()
              + " tables, "
              + Quantity.count(e.rowsCompared())
              + " rows";
      case VerificationFailed e ->
          e.failure().errorClass()
              + e.findings().stream().findFirst().map(finding -> ", " + finding.code()).orElse("");
      case VerificationInconclusive e ->
          e.failure().errorClass() + (e.willRetry() ? ", will be tried again" : "");
      case VerificationOverdue e -> "due at " + e.dueAt();
    };
  }

  private static String of(RestoreEvent event) {
    return switch (event) {
      case RestoreStarted e -> "to " + e.target().database();
      case RestoreCompleted e ->
          "to " + e.target().database() + (e.swapped() ? ", swapped in" : "");
      case RestoreFailed e -> e.failure().errorClass().toString();
      case DrillCompleted e ->
          "back in " + e.recoveryMillis() + " ms, " + e.lossMillis() + " ms lost at most";
      case DrillFailed e -> e.failure().errorClass().toString();
      case RecoveryWindowProven e -> e.target().toString();
      case RecoveryWindowFailed e -> e.failure().errorClass().toString();
      case DrillOverdue e -> "due at " + e.dueAt();
      case RecoveryWindowOverdue e -> "due at " + e.dueAt();
    };
  }

  private static String of(IncidentEvent event) {
    return switch (event) {
      case IncidentOpened e -> e.severity() + " " + e.cause();
      case IncidentReopened e ->
          "%s %s, opened %d times: %s".formatted(e.severity(), e.cause(), e.round(), e.summary());
      case IncidentAcknowledged e -> e.cause() + " by " + e.acknowledgedBy();
      case IncidentEscalated e -> e.cause() + " to " + String.join(", ", e.channels());
      case IncidentResolved e -> e.cause();
      case NoticeDelivered e -> e.channel() + ", " + e.noticeType() + ", attempt " + e.attempts();
      case ReportSent e -> e.report() + " to " + e.channel();
      case NoticeDeadLettered e -> e.channel() + ": " + e.lastError();
      case EventDeadLettered e -> e.type() + " in " + e.service();
      case JobStuck e -> e.work() + " begun at " + e.startedAt();
    };
  }
}
