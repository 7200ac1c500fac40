package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;

/** Ends an extraction within this package: the archives, or the disk, do not allow it. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  private final transient PostgresFailure failure;

  private Refused(PostgresFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What was archived is no cluster, or wants to be somewhere else. */
  static Refused damaged(String message) {
    return damaged(message, null);
  }

  static Refused damaged(String message, Throwable cause) {
    return new Refused(
        PostgresFailure.terminal(
            PostgresError.BACKUP_DAMAGED, message, "Do not use this backup: take a new one."),
        cause);
  }

  /** The place does not take it. */
  static Refused unwritable(String where, IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return new Refused(
        PostgresFailure.inconclusive(
            full ? PostgresError.DISK_FULL : PostgresError.SANDBOX_FAILED,
            "%s cannot be written: %s".formatted(where, cause.getMessage()),
            full ? "Make room there." : "Check the folder and its disk."),
        cause);
  }

  PostgresFailure failure() {
    return failure;
  }
}
