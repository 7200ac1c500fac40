package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.JobWork;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Duty;
import io.salvaguarda.notifier.notice.Matter;
import java.time.Instant;
import java.util.Optional;

/**
 * One failure of one source.
 *
 * @param happenedAt by the clock of the service that saw it
 */
public record Problem(
    String sourceId,
    Cause cause,
    Severity severity,
    Instant happenedAt,
    Failure failure,
    Matter matter)
    implements News {

  /** The backup that failed its verification. */
  public Optional<String> backupId() {
    return switch (matter) {
      case Matter.BackupBad bad -> Optional.of(bad.backupId());
      case Matter.BackupUnproven unproven -> Optional.of(unproven.backupId());
      case Matter.BackupNotTaken none -> Optional.empty();
      case Matter.BackupFarSmaller smaller -> Optional.empty();
      case Matter.RestoreNotDone restore -> Optional.empty();
      case Matter.DrillNotDone drill -> Optional.empty();
      case Matter.WindowNotProven window -> Optional.empty();
      case Matter.SpaceLow space -> Optional.empty();
      case Matter.NotPruned prune -> Optional.empty();
      case Matter.NotCopied copy -> Optional.empty();
      case Matter.KeyNotProven key -> Optional.empty();
      case Matter.KeyProofOverdue key -> Optional.empty();
      case Matter.WalMissing gap -> Optional.empty();
      case Matter.WalNotArriving wal -> Optional.empty();
      case Matter.SlotGrows slot -> Optional.empty();
      case Matter.RepositoryAway away -> Optional.empty();
      case Matter.EventSetAside event -> Optional.empty();
      case Matter.Absent absent -> Optional.empty();
    };
  }

  /**
   * Which of several things of one source: a success of another one does not end this. Empty when
   * the source has but one.
   */
  public String about() {
    return switch (matter) {
      case Matter.NotPruned prune -> prune.repository();
      case Matter.NotCopied copy -> Recovery.pair(copy.from(), copy.to());
      case Matter.KeyNotProven key -> key.repository();
      case Matter.KeyProofOverdue key -> key.repository();
      case Matter.BackupNotTaken none -> Recovery.kind(none.physical());
      case Matter.BackupBad bad -> Recovery.kind(bad.physical());
      case Matter.BackupUnproven unproven -> Recovery.kind(unproven.physical());
      case Matter.WalMissing gap -> Recovery.wal(WalTrouble.GAP);
      case Matter.WalNotArriving wal -> Recovery.wal(WalTrouble.STALLED);
      case Matter.SlotGrows slot -> Recovery.wal(WalTrouble.SLOT);
      case Matter.BackupFarSmaller smaller -> "";
      case Matter.RestoreNotDone restore -> "";
      case Matter.DrillNotDone drill -> Recovery.kind(drill.physical());
      case Matter.WindowNotProven window -> "";
      case Matter.SpaceLow space -> Recovery.volume(space.disk(), space.service(), space.volume());
      case Matter.RepositoryAway away -> away.repository();
      case Matter.EventSetAside event -> "";
      case Matter.Absent absent -> about(absent);
    };
  }

  /** Failures of one incident that are of the same sort are not told again and again. */
  public String sort() {
    return switch (matter) {
      case Matter.BackupNotTaken backup -> "not-taken/" + failure.errorClass();
      case Matter.BackupBad bad -> "bad/" + failure.errorClass();
      case Matter.BackupUnproven unproven -> "unproven/" + failure.errorClass();
      case Matter.BackupFarSmaller smaller -> "smaller";
      case Matter.RestoreNotDone restore -> "not-restored/" + failure.errorClass();
      case Matter.DrillNotDone drill -> "drill/" + failure.errorClass();
      case Matter.WindowNotProven window -> "window/" + failure.errorClass();
      case Matter.SpaceLow space -> space.threshold().name();
      case Matter.NotPruned prune -> failure.errorClass().name();
      case Matter.NotCopied copy -> failure.errorClass().name();
      case Matter.KeyNotProven key -> failure.errorClass().name();
      case Matter.KeyProofOverdue key -> "overdue/" + key.names();
      case Matter.WalMissing gap -> "missing/" + gap.from();
      case Matter.WalNotArriving wal -> "stalled/" + failure.errorClass();
      case Matter.SlotGrows slot -> "slot";
      case Matter.RepositoryAway away -> failure.errorClass().name();
      case Matter.EventSetAside event -> event.service() + "/" + event.type();
      case Matter.Absent absent -> "absent/" + absent.getClass().getSimpleName();
    };
  }

  /** As that which ends it says: a backup that comes after all ends its absence. */
  private static String about(Matter.Absent absent) {
    return switch (absent) {
      case Matter.Missed missed ->
          missed.duty() == Duty.WINDOW_PROOF ? "" : Recovery.kind(missed.physical());
      case Matter.NotProvenYet unproven -> Recovery.kind(unproven.physical());
      case Matter.Stuck stuck ->
          stuck.work() == JobWork.RESTORE ? "" : Recovery.kind(stuck.physical());
      case Matter.WalSilent silent -> Recovery.SILENT;
      case Matter.NothingHeard nothing -> Recovery.HEARD;
    };
  }
}
