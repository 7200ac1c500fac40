package io.salvaguarda.verify.run;

import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.verify.proof.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * A concluded verification, as the job keeps it.
 *
 * @param level the highest level that was proven; null when none was
 * @param findings how many things are wrong with the backup
 * @param notes what differs without being bad, or why it was skipped
 */
public record VerificationResult(
    String backupId,
    VerificationTrigger trigger,
    VerificationOutcome outcome,
    Level level,
    long tablesCompared,
    long rowsCompared,
    int findings,
    List<String> notes,
    long millis) {

  static VerificationResult of(VerificationOrder order, Verdict.Passed passed, Duration elapsed) {
    return new VerificationResult(
        order.backupId(),
        order.trigger(),
        VerificationOutcome.PASSED,
        passed.level(),
        passed.tablesCompared(),
        passed.rowsCompared(),
        0,
        passed.notes(),
        elapsed.toMillis());
  }

  static VerificationResult of(VerificationOrder order, Verdict.Failed failed, Duration elapsed) {
    return new VerificationResult(
        order.backupId(),
        order.trigger(),
        VerificationOutcome.FAILED,
        failed.reached().orElse(null),
        0,
        0,
        failed.findings().size(),
        List.of(),
        elapsed.toMillis());
  }

  static VerificationResult skipped(VerificationOrder order, String why, Duration elapsed) {
    return new VerificationResult(
        order.backupId(),
        order.trigger(),
        VerificationOutcome.SKIPPED,
        null,
        0,
        0,
        0,
        List.of(why),
        elapsed.toMillis());
  }
}
