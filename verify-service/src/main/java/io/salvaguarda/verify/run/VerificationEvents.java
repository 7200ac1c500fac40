package io.salvaguarda.verify.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.verify.proof.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What is told of a verification. */
final class VerificationEvents {

  private VerificationEvents() {}

  static VerificationStarted started(Job job, VerificationOrder order) {
    return new VerificationStarted(
        job.id(),
        order.backupId(),
        order.sourceId(),
        order.kind(),
        order.team(),
        order.trigger(),
        job.startedAt());
  }

  static VerificationPassed passed(
      Job job, VerificationOrder order, Verdict.Passed passed, Instant at) {
    return new VerificationPassed(
        job.id(),
        order.backupId(),
        order.sourceId(),
        order.kind(),
        order.plan(),
        order.team(),
        order.repository(),
        order.trigger(),
        passed.level(),
        job.startedAt(),
        at,
        order.backupCompletedAt(),
        passed.tablesCompared(),
        passed.rowsCompared());
  }

  static VerificationFailed failed(
      Job job, VerificationOrder order, Verdict.Failed failed, Instant at) {
    return new VerificationFailed(
        job.id(),
        order.backupId(),
        order.sourceId(),
        order.kind(),
        order.plan(),
        order.team(),
        order.repository(),
        order.trigger(),
        failed.reached().orElse(null),
        job.startedAt(),
        at,
        order.backupCompletedAt(),
        failed.findings(),
        failed.failure());
  }

  /** A verification that was ended in the queue never started: its beginning is its creation. */
  static VerificationInconclusive inconclusive(
      Job job,
      VerificationOrder order,
      Optional<Level> reached,
      Failure failure,
      boolean willRetry,
      Instant at) {
    return new VerificationInconclusive(
        job.id(),
        order.backupId(),
        order.sourceId(),
        order.kind(),
        order.plan(),
        order.team(),
        order.repository(),
        order.trigger(),
        reached.orElse(null),
        job.startedAt() == null ? job.createdAt() : job.startedAt(),
        at,
        failure,
        willRetry);
  }
}
