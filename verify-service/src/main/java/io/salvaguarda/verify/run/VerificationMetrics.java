package io.salvaguarda.verify.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.VerificationTrigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Counts outcomes and measures how long proofs take. */
@ApplicationScoped
class VerificationMetrics {

  private static final String OUTCOMES = "salvaguarda.verification.outcomes";
  private static final String DURATION = "salvaguarda.verification.duration";

  /** From the backup's completion to the proof, for new backups: the time one must not trust it. */
  private static final String TO_VERIFIED = "salvaguarda.verification.completed.to.verified";

  private final MeterRegistry registry;

  VerificationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void passed(VerificationOrder order, Instant at, Duration elapsed) {
    ended("passed", elapsed);
    if (order.trigger() == VerificationTrigger.BACKUP_COMPLETED) {
      Duration unproven = Duration.between(order.backupCompletedAt(), at);
      Timer.builder(TO_VERIFIED)
          .register(registry)
          .record(unproven.isNegative() ? Duration.ZERO : unproven);
    }
  }

  void failed(Duration elapsed) {
    ended("failed", elapsed);
  }

  void skipped(Duration elapsed) {
    ended("skipped", elapsed);
  }

  /** One for each attempt. */
  void inconclusive(Failure failure, boolean willRetry) {
    registry
        .counter(
            OUTCOMES,
            "outcome",
            willRetry ? "retried" : "inconclusive",
            "error",
            failure.errorClass().name())
        .increment();
  }

  private void ended(String outcome, Duration elapsed) {
    registry.counter(OUTCOMES, "outcome", outcome, "error", "").increment();
    Timer.builder(DURATION).tag("outcome", outcome).register(registry).record(elapsed);
  }
}
