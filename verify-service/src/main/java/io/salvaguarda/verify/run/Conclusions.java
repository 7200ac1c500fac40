package io.salvaguarda.verify.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.salvaguarda.verify.proof.Findings;
import io.salvaguarda.verify.proof.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What follows from a verdict: first the mark in the repository, which a repetition writes again,
 * then rows and events together with the end of the job.
 */
@ApplicationScoped
class Conclusions {

  private static final int MOST_FINDINGS = 50;

  private final Marks marks;
  private final Deletions deletions;
  private final Verifications verifications;
  private final KnownBackups backups;
  private final VerificationMetrics metrics;

  Conclusions(
      Marks marks,
      Deletions deletions,
      Verifications verifications,
      KnownBackups backups,
      VerificationMetrics metrics) {
    this.marks = marks;
    this.deletions = deletions;
    this.verifications = verifications;
    this.backups = backups;
    this.metrics = metrics;
  }

  /** What an attempt came to: an end of the job or none yet. */
  sealed interface Conclusion {}

  record Concluded(VerificationResult result, Consequence consequence) implements Conclusion {}

  record Open(Optional<Level> reached, Failure failure) implements Conclusion {}

  Conclusion of(Job job, VerificationOrder order, Verdict verdict, Duration elapsed)
      throws InterruptedException {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return switch (verdict) {
      case Verdict.Passed passed -> passed(job, order, passed, at, elapsed);
      case Verdict.Failed failed -> failed(job, order, failed, at, elapsed);
      case Verdict.Inconclusive open -> new Open(open.reached(), open.failure());
      case Verdict.Absent absent -> absent(job, order, absent, at, elapsed);
    };
  }

  private Conclusion passed(
      Job job, VerificationOrder order, Verdict.Passed passed, Instant at, Duration elapsed) {
    Optional<Failure> unmarked =
        marks.write(job, order, Outcome.PASSED, Optional.of(passed.level()), at, passed.notes());
    if (unmarked.isPresent()) {
      return new Open(Optional.of(passed.level()), unmarked.get());
    }
    Consequence consequence =
        Consequence.of(VerificationEvents.passed(job, order, passed, at))
            .with(verifications.passed(job.id(), at, passed))
            .with(session -> backups.verified(session, order.backupId(), true, at))
            .with(counted(() -> metrics.passed(order, at, elapsed)));
    return new Concluded(VerificationResult.of(order, passed, elapsed), consequence);
  }

  private Conclusion failed(
      Job job, VerificationOrder order, Verdict.Failed failed, Instant at, Duration elapsed) {
    List<String> summary = shown(failed).stream().map(Finding::message).toList();
    Optional<Failure> unmarked =
        marks.write(job, order, Outcome.FAILED, failed.reached(), at, summary);
    return unmarked.isPresent()
        ? new Open(failed.reached(), unmarked.get())
        : condemned(job, order, failed, at, elapsed);
  }

  private Concluded condemned(
      Job job, VerificationOrder order, Verdict.Failed failed, Instant at, Duration elapsed) {
    Level reached = failed.reached().orElse(null);
    Consequence consequence =
        Consequence.of(VerificationEvents.failed(job, order, failed, at))
            .with(verifications.failed(job.id(), at, reached, shown(failed), failed.failure()))
            .with(session -> backups.verified(session, order.backupId(), false, at))
            .with(counted(() -> metrics.failed(elapsed)));
    return new Concluded(VerificationResult.of(order, failed, elapsed), consequence);
  }

  /** As many as an event carries; the job's result counts them all. */
  private static List<Finding> shown(Verdict.Failed failed) {
    return failed.findings().stream().limit(MOST_FINDINGS).toList();
  }

  /** Where there is no manifest there is nothing to put a mark beside. */
  private Conclusion absent(
      Job job, VerificationOrder order, Verdict.Absent absent, Instant at, Duration elapsed)
      throws InterruptedException {
    Optional<String> deleted = deletions.awaitReason(order.backupId());
    if (deleted.isPresent()) {
      return new Concluded(
          VerificationResult.skipped(order, "deleted: " + deleted.get(), elapsed),
          Consequence.NONE
              .with(verifications.skipped(job.id(), at))
              .with(counted(() -> metrics.skipped(elapsed))));
    }
    Verdict.Failed lost =
        new Verdict.Failed(
            Optional.empty(),
            List.of(Findings.manifestMissing(order.backupId())),
            absent.failure());
    return condemned(job, order, lost, at, elapsed);
  }

  Consequence started(Job job, VerificationOrder order) {
    Consequence told =
        job.attempt() == 1
            ? Consequence.of(VerificationEvents.started(job, order))
            : Consequence.NONE;
    return told.with(verifications.running(job.id(), job.startedAt()));
  }

  /** Whatever failed otherwise, the kit's own failures too: nothing is known of the backup. */
  Consequence inconclusive(
      Job job, VerificationOrder order, Optional<Level> reached, Failure failure, boolean retry) {
    Instant at = Instant.now();
    return Consequence.of(VerificationEvents.inconclusive(job, order, reached, failure, retry, at))
        .with(verifications.inconclusive(job.id(), at, reached.orElse(null), failure, retry))
        .with(counted(() -> metrics.inconclusive(failure, retry)));
  }

  Consequence cancelled(Job job, VerificationOrder order, String by) {
    Instant at = Instant.now();
    Failure failure =
        Failure.cancelled(
            "The verification", by, "Ask for it again when the backup is to be proven.");
    return Consequence.of(
            VerificationEvents.inconclusive(job, order, Optional.empty(), failure, false, at))
        .with(verifications.cancelled(job.id(), at));
  }

  private static Function<Mutiny.Session, Uni<Void>> counted(Runnable count) {
    return session -> Uni.createFrom().voidItem().invoke(count);
  }
}
