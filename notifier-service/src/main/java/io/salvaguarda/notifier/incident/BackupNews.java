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
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.Severity;
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

/** What events about backups, retention and the write-ahead log mean. */
final class BackupNews {

  private BackupNews() {}

  static News read(BackupEvent event) {
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
}
