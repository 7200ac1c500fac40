package io.salvaguarda.access;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.repository.DamagedChunk;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What can be expected to go wrong with repositories and databases, in the words of events. */
public final class Failures {

  private Failures() {}

  /** Kind, class and texts stay; names agree by design. */
  public static Failure of(PostgresFailure failure) {
    return new Failure(
        FailureKind.valueOf(failure.kind().name()),
        ErrorClass.valueOf(failure.error().name()),
        failure.message(),
        failure.nextStep(),
        failure.logTail());
  }

  /**
   * A store's or a repository's failure.
   *
   * @param repository its name in the configuration
   * @return empty for every other exception: that is a surprise
   */
  public static Optional<Failure> of(IOException failure, String repository) {
    return switch (failure) {
      case StoreException store -> Optional.of(ofStore(store, repository));
      case RepositoryException inside -> Optional.of(ofRepository(inside, repository));
      case UnusableKeyFile key ->
          Optional.of(
              failure(
                  FailureKind.TERMINAL,
                  ErrorClass.REPOSITORY_KEY,
                  "Repository " + repository + ": " + key.getMessage() + ".",
                  "Set repositories."
                      + repository
                      + ".keyFile in salvaguarda.yaml to a file that \"salva repo key generate\""
                      + " made."));
      default -> Optional.empty();
    };
  }

  private static Failure ofStore(StoreException failure, String repository) {
    String where = "repository " + repository + ": " + failure.getMessage();
    return switch (failure) {
      case StoreException.Unavailable away ->
          failure(
              FailureKind.RETRYABLE,
              ErrorClass.STORE_UNAVAILABLE,
              "The store cannot be used now. " + where,
              "Check that the store is up and reachable; it is tried again.");
      case StoreException.Denied denied ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.STORE_DENIED,
              "The store refuses. " + where,
              "Check accessKey, secretKey, bucket and certificate of repositories."
                  + repository
                  + " in salvaguarda.yaml, and what the key may do.");
      case StoreException.Unfit unfit ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              "No safe place for backups. " + where,
              "Use a server, or a version of it, that has this: see docs/s3-servers.md.");
      case StoreException.Locked locked ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              "The store keeps what is locked. " + where,
              "Wait until the lock is over.");
      case StoreException.Full full ->
          failure(
              FailureKind.RETRYABLE,
              ErrorClass.DISK_FULL,
              "The store has no space left. " + where,
              "Make room in the store, or raise its quota.");
      case StoreException.NotFound missing ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.BACKUP_DAMAGED,
              "An object is missing. " + where,
              "Verify the backup; use another one until it passes.");
    };
  }

  private static Failure ofRepository(RepositoryException failure, String repository) {
    String where = "Repository " + repository + ": " + failure.getMessage() + ".";
    return switch (failure) {
      case RepositoryException.WrongKey wrong ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.REPOSITORY_KEY,
              where,
              "Set passphrase or keyFile of repositories."
                  + repository
                  + " in salvaguarda.yaml to what one of its recipients has.");
      case RepositoryException.UnsupportedFormat newer ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              where,
              "Use a release at least as new as the one that made the repository.");
      case RepositoryException.EmptyStream empty ->
          failure(
              FailureKind.RETRYABLE,
              ErrorClass.EMPTY_DUMP,
              where,
              "Look at the source: its dump held nothing.");
      case DamagedChunk chunk -> damaged(where);
      case RepositoryException.Damaged object -> damaged(where);
      case RepositoryException.NoSuchBackup none -> damaged(where);
      case RepositoryException.NoSuchWal none -> damaged(where);
      case RepositoryException.WalTruncated cut ->
          failure(
              FailureKind.RETRYABLE,
              ErrorClass.SOURCE_UNREACHABLE,
              where,
              "Nothing: it is sent again.");
      case RepositoryException.WalForeign other ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              where,
              "If the source was set up anew, adopt the new cluster; else correct its address.");
      case RepositoryException.WalConflict other ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              where,
              "Find out which second server archives under this source, and stop that.");
      case RepositoryException.Held held ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              where,
              "Release it first, if it may go: \"salva backup release\".");
      case RepositoryException.Locked locked ->
          failure(
              FailureKind.TERMINAL,
              ErrorClass.CONFIGURATION,
              where,
              "Wait until the lock is over: see objectLock of repositories."
                  + repository
                  + " in salvaguarda.yaml.");
      case RepositoryException.BeingDeleted going ->
          failure(
              FailureKind.RETRYABLE,
              ErrorClass.CONFIGURATION,
              where,
              "Ask again in a moment, and look whether the backup is still there.");
      case RepositoryException.Refused refused ->
          failure(FailureKind.RETRYABLE, ErrorClass.DEADLINE, where, "Start it again.");
      case RepositoryException.Absent absent -> odd(where);
      case RepositoryException.AlreadyExists exists -> odd(where);
      case RepositoryException.BackupExists exists -> odd(where);
    };
  }

  private static Failure damaged(String message) {
    return failure(
        FailureKind.TERMINAL,
        ErrorClass.BACKUP_DAMAGED,
        message,
        "Use another verified backup and take a new one now.");
  }

  private static Failure odd(String message) {
    return failure(
        FailureKind.TERMINAL,
        ErrorClass.CONFIGURATION,
        message,
        "Check that nobody else writes to this repository.");
  }

  private static Failure failure(
      FailureKind kind, ErrorClass errorClass, String message, String nextStep) {
    return new Failure(kind, errorClass, message, nextStep, List.of());
  }
}
