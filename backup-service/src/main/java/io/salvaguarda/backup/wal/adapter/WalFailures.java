package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.backup.wal.OtherCluster;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.PostgresException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;

/** What keeps a log from being followed, in the words of events. */
final class WalFailures {

  private WalFailures() {}

  static Failure of(Exception failure, PostgresSource source) {
    return switch (failure) {
      case PostgresException server -> Failures.of(server.failure());
      case OtherCluster other ->
          new Failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              "Source " + source.id() + ": " + other.getMessage() + ".",
              "Correct sources."
                  + source.id()
                  + ".host in salvaguarda.yaml. If the source was set up anew or upgraded: salva"
                  + " wal adopt "
                  + source.id(),
              List.of());
      case FileSystemException scratch ->
          new Failure(
              FailureKind.RETRYABLE,
              ErrorClass.DISK_FULL,
              "The scratch folder cannot be written: " + scratch.getMessage(),
              "Make room there, or set SALVAGUARDA_SCRATCH to another folder.",
              List.of());
      case IOException store ->
          Failures.of(store, source.repository()).orElseGet(() -> surprise(store));
      default -> surprise(failure);
    };
  }

  private static Failure surprise(Exception failure) {
    return new Failure(
        FailureKind.RETRYABLE,
        ErrorClass.UNKNOWN,
        "An unexpected failure: " + failure,
        "Look at the log of backup-service.",
        List.of());
  }
}
