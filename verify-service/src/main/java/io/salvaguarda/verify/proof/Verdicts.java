package io.salvaguarda.verify.proof;

import io.salvaguarda.access.Failures;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.repository.DamagedChunk;
import io.salvaguarda.repository.RepositoryException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a failure of a library means for the backup. Only a repository that answered well and a
 * pg_restore in a healthy sandbox can speak against it; all else is our own trouble.
 */
public final class Verdicts {

  private final String repository;

  /**
   * @param repository its name in the configuration
   */
  public Verdicts(String repository) {
    this.repository = repository;
  }

  /** What a failing tool or sandbox means: what speaks against the backup was judged before. */
  Verdict of(PostgresFailure failure, Optional<Level> reached) {
    return new Verdict.Inconclusive(reached, ours(Failures.of(failure)));
  }

  /** What a failing store or repository means. */
  public Verdict of(IOException failure, Optional<Level> reached) {
    Failure told = Failures.of(failure, repository).orElseGet(() -> surprise(failure));
    return switch (failure) {
      case RepositoryException.NoSuchBackup none -> new Verdict.Absent(told);
      case DamagedChunk chunk ->
          new Verdict.Failed(reached, List.of(Findings.chunk(chunk.fault())), told);
      case RepositoryException.Damaged damaged when isOfBackup(damaged) ->
          new Verdict.Failed(
              reached,
              List.of(Findings.manifestDamaged(damaged.objectKey(), damaged.getMessage())),
              told);
      // an empty disk is mounted, or none: nothing is known about the backups
      case RepositoryException.Absent absent ->
          new Verdict.Inconclusive(reached, withKind(told, FailureKind.INCONCLUSIVE));
      default -> new Verdict.Inconclusive(reached, ours(told));
    };
  }

  private static boolean isOfBackup(RepositoryException.Damaged damaged) {
    return damaged.objectKey().startsWith("backups/");
  }

  private static Failure surprise(IOException failure) {
    boolean full = String.valueOf(failure.getMessage()).contains("No space left");
    return new Failure(
        FailureKind.INCONCLUSIVE,
        full ? ErrorClass.DISK_FULL : ErrorClass.SANDBOX_FAILED,
        "A file or program here failed: " + failure.getMessage(),
        "Check this machine's scratch folder and its disk; it is tried again.",
        List.of());
  }

  /**
   * Nothing about the backup; a TERMINAL failure stays one: nobody need try before it is mended.
   */
  private static Failure ours(Failure failure) {
    return failure.kind() == FailureKind.TERMINAL
        ? failure
        : withKind(failure, FailureKind.INCONCLUSIVE);
  }

  private static Failure withKind(Failure failure, FailureKind kind) {
    return new Failure(
        kind, failure.errorClass(), failure.message(), failure.nextStep(), failure.logTail());
  }
}
