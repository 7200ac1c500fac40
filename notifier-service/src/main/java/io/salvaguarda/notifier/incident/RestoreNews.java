package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillOverdue;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowOverdue;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreEvent;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import java.util.Optional;

/** What events about restores, drills and proofs of the recovery window mean. */
final class RestoreNews {

  private RestoreNews() {}

  static News read(RestoreEvent event) {
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
}
