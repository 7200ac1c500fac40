package io.salvaguarda.verify.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes what was proven beside the manifest, so that the repository alone knows. */
@ApplicationScoped
class Marks {

  private final Repositories repositories;

  Marks(Repositories repositories) {
    this.repositories = repositories;
  }

  /** Empty when written; else why not: then the verification is not concluded. */
  Optional<Failure> write(
      Job job,
      VerificationOrder order,
      VerificationMark.Outcome outcome,
      Optional<Level> level,
      Instant at,
      List<String> summary) {
    try {
      repositories
          .existing(order.repository())
          .mark(
              new VerificationMark(
                  BackupId.parse(order.backupId()),
                  job.id().toString(),
                  outcome,
                  level.map(Level::name),
                  at,
                  summary));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(unwritten(e, outcome, order.repository()));
    }
  }

  private static Failure unwritten(
      IOException cause, VerificationMark.Outcome outcome, String repository) {
    Failure failure =
        Failures.of(cause, repository)
            .orElseGet(
                () ->
                    new Failure(
                        FailureKind.RETRYABLE,
                        ErrorClass.STORE_UNAVAILABLE,
                        cause.toString(),
                        "Check the store.",
                        List.of()));
    return new Failure(
        FailureKind.INCONCLUSIVE,
        failure.errorClass(),
        "The verdict was " + outcome + " but could not be marked: " + failure.message(),
        failure.nextStep(),
        failure.logTail());
  }
}
