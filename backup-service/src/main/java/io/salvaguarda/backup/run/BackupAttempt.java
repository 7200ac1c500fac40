package io.salvaguarda.backup.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import java.io.IOException;
import java.util.Optional;

/**
 * One attempt of a job at its backup, in whatever way that is made. What an earlier attempt
 * published that died before it could say so is the backup; nothing is made then.
 */
final class BackupAttempt {

  /** How a backup is made: nothing can be seen of it before the manifest. */
  interface Way {
    /**
     * @throws PostgresException when the source or a tool failed
     * @throws IOException when the repository failed
     */
    Manifest publish() throws IOException;
  }

  private final BackupOrder order;
  private final BackupRepository repository;

  BackupAttempt(BackupOrder order, BackupRepository repository) {
    this.order = order;
    this.repository = repository;
  }

  /** Expected failures are returned; everything else passes. */
  BackupOutcome by(Way way) throws IOException {
    try {
      Optional<Manifest> earlier = ownManifest();
      return earlier.isPresent()
          ? new BackupOutcome.Published(earlier.get(), true)
          : new BackupOutcome.Published(way.publish(), false);
    } catch (RepositoryException.BackupExists taken) {
      return adopt(taken);
    } catch (PostgresException e) {
      return new BackupOutcome.Failed(
          SourceFailures.of(e.failure(), order.source(), order.id().kind()));
    } catch (IOException e) {
      return new BackupOutcome.Failed(
          Failures.of(e, order.source().repository()).orElseThrow(() -> e));
    }
  }

  private Optional<Manifest> ownManifest() throws IOException {
    try {
      Manifest manifest = repository.manifest(order.id());
      return manifest.facts().jobId().equals(order.jobId().toString())
          ? Optional.of(manifest)
          : Optional.empty();
    } catch (RepositoryException.NoSuchBackup none) {
      return Optional.empty();
    }
  }

  /** An earlier attempt that was believed dead was quicker, with the same backup. */
  private BackupOutcome adopt(RepositoryException.BackupExists taken) throws IOException {
    return ownManifest()
        .<BackupOutcome>map(manifest -> new BackupOutcome.Published(manifest, true))
        .orElseGet(
            () ->
                new BackupOutcome.Failed(
                    Failures.of(taken, order.source().repository()).orElseThrow()));
  }
}
