package io.salvaguarda.backup.run;

import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.physical.ClusterInventory;
import io.salvaguarda.postgres.physical.ReplicationReadiness;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Cuts;
import io.salvaguarda.repository.EmptyStreams;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.StreamSummary;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt to back up one whole cluster: its files as the server sends them, with the log that
 * makes them consistent, straight into the repository. Nothing can be seen of it before the
 * manifest, and the manifest is written only when the server has said that all of it came.
 */
public final class PhysicalBackup {

  /** How the server gets to the checkpoint that the copy begins with. */
  public enum Checkpoint {
    /** At once: somebody waits. */
    FAST,
    /** Over minutes, so that the source's own work does not notice. */
    SPREAD
  }

  private final BackupOrder order;
  private final BackupRepository repository;
  private final Checkpoint checkpoint;
  private final int mostIncrementals;
  private final Supervision supervision;
  private final ProgressMeter meter;

  /**
   * @param mostIncrementals how many backups of changes may follow one of everything; 0: none
   */
  public PhysicalBackup(
      BackupOrder order,
      BackupRepository repository,
      Checkpoint checkpoint,
      int mostIncrementals,
      Supervision supervision) {
    this.order = order;
    this.repository = repository;
    this.checkpoint = checkpoint;
    this.mostIncrementals = mostIncrementals;
    this.supervision = supervision;
    this.meter = new ProgressMeter(supervision::progress, System::nanoTime);
  }

  /**
   * Blocks until the backup is published or has failed; can be interrupted. Expected failures are
   * returned; a stop throws what {@link Supervision#throwIfStopped()} throws.
   */
  public BackupOutcome take() throws IOException {
    return new BackupAttempt(order, repository).by(this::publish);
  }

  private Manifest publish() throws IOException {
    meter.phase(Phase.CHECKPOINT);
    ConnectionSpec reader = SourceConnections.forBackup(order.source());
    ConnectionSpec replicator = SourceConnections.forReplication(order.source());
    Optional<PostgresFailure> refusal = ReplicationReadiness.check(reader, replicator.user());
    if (refusal.isPresent()) {
      throw new PostgresException(refusal.get());
    }
    ClusterInventory before = ClusterInventory.read(reader, Side.SOURCE).orThrow();
    supervision.throwIfStopped();
    try (BackupWriter writer = repository.newBackup(order.id())) {
      Optional<Manifest> earlier =
          new EarlierBackup(repository, mostIncrementals).of(order.id(), reader, writer);
      return publish(
          writer, BegunBackup.of(replicator, options(), repository, earlier), reader, before);
    }
  }

  private Manifest publish(
      BackupWriter writer, BegunBackup begun, ConnectionSpec reader, ClusterInventory before)
      throws IOException {
    try (BaseBackup base = begun.base()) {
      supervision.onStop(base::cancel);
      write(writer, base);
      begun.adoptEarlier(writer);
      ClusterInventory after = ClusterInventory.read(reader, Side.SOURCE).orThrow();
      meter.phase(Phase.COMMIT);
      // the last moment in which a lost lease can be noticed: after it, the backup exists
      supervision.throwIfStopped();
      return writer.commit(
          new ClusterManifest(order, checkpoint, begun)
              .of(base.started(), base.ended(), before, after));
    }
  }

  private BaseBackup.Options options() {
    return new BaseBackup.Options(
        order.id().toString(), checkpoint == Checkpoint.FAST, OptionalInt.empty());
  }

  private void write(BackupWriter writer, BaseBackup base) throws IOException {
    meter.estimate(base.started().totalBytes());
    meter.phase(Phase.FILES);
    for (var next = base.next(); next.isPresent(); next = base.next()) {
      write(writer, next.get());
      supervision.throwIfStopped();
    }
  }

  private void write(BackupWriter writer, BaseBackup.Archive archive) throws IOException {
    ProgressMeter.Stream stream = meter.stream();
    Cuts cuts = archive.name().equals(BaseBackup.MANIFEST) ? Cuts.CONTENT : Cuts.TAR;
    try {
      StreamSummary summary =
          writer.write(archive.name(), archive.bytes(), cuts, EmptyStreams.REFUSED, stream::at);
      stream.ended(summary);
    } catch (IOException e) {
      if (e.getCause() instanceof PostgresException server) {
        throw server; // its own failure, which the reader of an archive sees as one of reading
      }
      throw e;
    }
  }
}
