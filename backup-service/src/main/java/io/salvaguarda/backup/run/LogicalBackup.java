package io.salvaguarda.backup.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One attempt to back up one database: snapshot, dump with the facts counted beside it, roles,
 * manifest. Nothing can be seen of it before the manifest, and the manifest is written only when
 * everything before it has ended well.
 */
public final class LogicalBackup {

  /**
   * Where the work is done.
   *
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log gets each redacted line that a tool says, from another thread
   */
  public record Place(BackupRepository repository, Path scratch, Consumer<String> log) {}

  private final BackupOrder order;
  private final Place place;
  private final Supervision supervision;
  private final ProgressMeter meter;

  public LogicalBackup(BackupOrder order, Place place, Supervision supervision) {
    this.order = order;
    this.place = place;
    this.supervision = supervision;
    this.meter = new ProgressMeter(supervision::progress, System::nanoTime);
  }

  /**
   * Blocks until the backup is published or has failed; can be interrupted. Expected failures are
   * returned; a stop throws what {@link Supervision#throwIfStopped()} throws.
   */
  public BackupOutcome take() throws IOException {
    try {
      Optional<Manifest> earlier = ownManifest();
      return earlier.isPresent()
          ? new BackupOutcome.Published(earlier.get(), true)
          : new BackupOutcome.Published(publish(), false);
    } catch (RepositoryException.BackupExists taken) {
      return adopt(taken);
    } catch (PostgresException e) {
      return failed(e.failure());
    } catch (IOException e) {
      return new BackupOutcome.Failed(
          Failures.of(e, order.source().repository()).orElseThrow(() -> e));
    }
  }

  /** What an attempt published that died before it could say so. */
  private Optional<Manifest> ownManifest() throws IOException {
    try {
      Manifest manifest = place.repository().manifest(order.id());
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

  private Manifest publish() throws IOException {
    meter.phase(Phase.SNAPSHOT);
    var spec = SourceConnections.forBackup(order.source());
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
      meter.estimate(DatabaseSize.of(spec));
      supervision.throwIfStopped();
      return new SnapshotBackup(order, place, session, supervision, meter).publish();
    }
  }

  private BackupOutcome failed(PostgresFailure failure) {
    return new BackupOutcome.Failed(SourceFailures.of(failure, order.source()));
  }
}
