package io.salvaguarda.notifier.absence;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupMissed;
import io.salvaguarda.events.DrillOverdue;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.JobStuck;
import io.salvaguarda.events.JobWork;
import io.salvaguarda.events.RecoveryWindowOverdue;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.events.WalSilent;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Duty;
import io.salvaguarda.notifier.notice.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that did not come: to be told to people, and to programs.
 *
 * @param problem what ends it is not older than it
 */
public record Absence(Problem problem, SuiteEvent event) {

  /**
   * What to tell of it.
   *
   * @param by until when it should have come
   * @param last when the like last succeeded
   */
  public static Absence of(
      Expectation missing, PostgresSource source, Instant by, Optional<Instant> last, Instant now) {
    return new Teller(missing, source, by, last, now).tell();
  }

  private record Teller(
      Expectation missing, PostgresSource source, Instant by, Optional<Instant> last, Instant now) {

    Absence tell() {
      return switch (missing.what()) {
        case BACKUP ->
            missed(
                Duty.BACKUP,
                Cause.BACKUP,
                Severity.CRITICAL,
                new BackupMissed(
                    source.id(),
                    missing.kind(),
                    source.plan(),
                    source.team(),
                    missing.dueAt(),
                    by,
                    last.orElse(null),
                    now));
        case VERIFICATION ->
            missed(Duty.VERIFICATION, Cause.VERIFICATION, Severity.WARNING, verification(null));
        case DRILL ->
            missed(
                Duty.DRILL,
                Cause.DRILL,
                Severity.WARNING,
                new DrillOverdue(
                    source.id(),
                    missing.kind(),
                    source.plan(),
                    source.team(),
                    missing.dueAt(),
                    by,
                    last.orElse(null),
                    now));
        case WINDOW_PROOF ->
            missed(
                Duty.WINDOW_PROOF,
                Cause.WINDOW,
                Severity.WARNING,
                new RecoveryWindowOverdue(
                    source.id(),
                    source.plan(),
                    source.team(),
                    missing.dueAt(),
                    by,
                    last.orElse(null),
                    now));
        case PROOF_OF_NEW ->
            of(
                Cause.VERIFICATION,
                Severity.WARNING,
                "Nothing was heard of the verification of " + missing.one() + ".",
                new Matter.NotProvenYet(missing.one(), missing.dueAt(), by),
                verification(missing.one()));
        case BACKUP_END -> stuck(JobWork.BACKUP, Cause.BACKUP, Severity.CRITICAL);
        case VERIFICATION_END -> stuck(JobWork.VERIFICATION, Cause.VERIFICATION, Severity.WARNING);
        case RESTORE_END -> stuck(JobWork.RESTORE, Cause.RESTORE, Severity.CRITICAL);
        case WAL ->
            of(
                Cause.WAL,
                Severity.CRITICAL,
                "Nothing was heard of the write-ahead log of " + source.id() + ".",
                new Matter.WalSilent(source.repository(), missing.dueAt()),
                new WalSilent(
                    source.id(), source.team(), source.repository(), missing.dueAt(), now));
      };
    }

    private VerificationOverdue verification(String backupId) {
      return new VerificationOverdue(
          source.id(),
          missing.kind(),
          source.plan(),
          source.team(),
          backupId,
          missing.dueAt(),
          by,
          last.orElse(null),
          now);
    }

    private Absence missed(Duty duty, Cause cause, Severity severity, SuiteEvent event) {
      return of(
          cause,
          severity,
          "%s of %s was due at %s and nothing was heard of it."
              .formatted(words(duty), source.id(), missing.dueAt()),
          new Matter.Missed(duty, missing.kind(), source.plan(), missing.dueAt(), by, last),
          event);
    }

    private static String words(Duty duty) {
      return switch (duty) {
        case BACKUP -> "A backup";
        case VERIFICATION -> "The regular verification";
        case DRILL -> "A drill";
        case WINDOW_PROOF -> "The proof of the recovery window";
      };
    }

    private Absence stuck(JobWork work, Cause cause, Severity severity) {
      UUID job = UUID.fromString(missing.one());
      return of(
          cause,
          severity,
          "%s %s of %s began at %s and nothing was heard of its end."
              .formatted(work, job, source.id(), missing.dueAt()),
          new Matter.Stuck(work, missing.kind(), job, missing.dueAt(), by),
          new JobStuck(
              job, source.id(), source.team(), work, missing.kind(), missing.dueAt(), by, now));
    }

    /** Others of these may have ended well meanwhile, which says nothing about this one. */
    private Instant since() {
      return switch (missing.what()) {
        case VERIFICATION_END, RESTORE_END, PROOF_OF_NEW -> by;
        case BACKUP, BACKUP_END, VERIFICATION, DRILL, WINDOW_PROOF, WAL -> missing.dueAt();
      };
    }

    private Absence of(
        Cause cause, Severity severity, String message, Matter matter, SuiteEvent event) {
      Failure failure =
          new Failure(FailureKind.INCONCLUSIVE, ErrorClass.DEADLINE, message, "", List.of());
      return new Absence(
          new Problem(source.id(), cause, severity, since(), failure, matter), event);
    }
  }
}
