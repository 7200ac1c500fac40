package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.VerificationEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import java.util.Optional;

/** What events about verifications mean. */
final class VerificationNews {

  private VerificationNews() {}

  static News read(VerificationEvent event) {
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
}
