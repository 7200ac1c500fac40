package io.salvaguarda.restore.run.physical;

import io.salvaguarda.access.ClusterSize;
import io.salvaguarda.postgres.physical.Archives;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.CombinedDirectory;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.PrimaryWithReplica;
import io.salvaguarda.postgres.physical.Recovery;
import io.salvaguarda.postgres.physical.TablespaceMapping;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.restore.run.DatabaseRestore;
import io.salvaguarda.restore.run.Phase;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestoreProgress;
import io.salvaguarda.restore.run.RestoreTrouble;
import io.salvaguarda.restore.run.Supervision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One attempt to restore a cluster into folders of its own ({@link AttemptFolders}), which get
 * their final names when WAL was replayed to the target and the cluster was stopped. Killed
 * anywhere, it leaves either that or folders that the next attempt wipes.
 */
public final class PhysicalRestore {

  /**
   * Where the work is done.
   *
   * @param folders below which data directories may be made
   * @param owner who runs the server, and whose files they will be
   * @param scratch a folder that unprivileged users can pass but not list
   * @param restoreCommand fetches a file of WAL for PostgreSQL, and holds no secret
   * @param limit of the replay
   * @param log gets each redacted line of the server, from another thread
   */
  public record Place(
      DatabaseRestore.Source source,
      List<Path> folders,
      ToolUser owner,
      Path scratch,
      String restoreCommand,
      Duration limit,
      Consumer<String> log) {}

  private final PhysicalPayload order;
  private final Place place;
  private final AttemptFolders folders;
  private final BooleanSupplier stillMine;
  private final Supervision supervision;
  private final AtomicLong bytes = new AtomicLong();
  private final long start = System.nanoTime();
  private long totalBytes;

  /**
   * @param stillMine asked before the final names are given: false when another attempt has the job
   */
  public PhysicalRestore(
      PhysicalPayload order,
      Place place,
      AttemptFolders folders,
      BooleanSupplier stillMine,
      Supervision supervision) {
    this.order = order;
    this.place = place;
    this.folders = folders;
    this.stillMine = stillMine;
    this.supervision = supervision;
  }

  /** Blocks until it has ended; can be interrupted. Expected failures are returned. */
  public RestoreOutcome<PhysicalResult> run() throws IOException {
    return RestoreOutcome.of(order, this::restore);
  }

  /** What this job's attempts have brought to an end. */
  public Optional<PhysicalResult> finished() throws IOException {
    return folders.finished().map(this::result);
  }

  private PhysicalResult restore() throws IOException {
    tell(Phase.CHECK);
    Optional<PhysicalResult> found = finished();
    if (found.isPresent()) {
      return found.get();
    }
    folders.wipe();
    folders.requireFree(place.folders());
    BackupRepository repository = place.source().open();
    Manifest manifest = repository.manifest(BackupId.parse(order.backupId()));
    ClusterFacts facts = ClusterFacts.fromJson(manifest.facts().facts());
    totalBytes = manifest.plainBytes() * folders.count();
    ToolContext context =
        ToolContext.of(PgTools.forServerMajor(facts.serverMajor()).orThrow())
            .as(place.owner())
            .withScratch(place.scratch())
            .withLog(place.log());
    context.tools().find("postgres").orThrow();
    folders.requireRoom(ClusterSize.neededBytes(manifest));
    DataDirectory data = extract(context, repository, manifest, folders.primary());
    Optional<DataDirectory> copy = Optional.empty();
    if (folders.replica().isPresent()) {
      copy = Optional.of(extract(context, repository, manifest, folders.replica().get()));
    }
    Recovery.Result.Reached reached = recover(context, data);
    List<String> notes = new ArrayList<>(reached.notes());
    ReplicaResult replica = null;
    if (copy.isPresent()) {
      List<String> databases = facts.databases().stream().map(ClusterFacts.Database::name).toList();
      replica =
          replicate(
              context,
              new PrimaryWithReplica.Pair(
                  data, copy.get(), reached, place.restoreCommand(), databases),
              notes);
    } else {
      notes.addAll(new HandOver(data.path(), data.owner()).prepare(order.port()));
    }
    return finish(
        data,
        copy,
        RestoreReport.of(folders.jobId(), order.backupId(), reached, bytes.get(), notes, replica));
  }

  private DataDirectory extract(
      ToolContext context, BackupRepository repository, Manifest manifest, WorkingFolder working)
      throws IOException {
    supervision.throwIfStopped();
    DataDirectory.Extraction extraction =
        new DataDirectory.Extraction(
            working.data(),
            TablespaceMapping.below(working.tablespaces()),
            context.user(),
            true,
            more -> {
              bytes.addAndGet(more);
              tell(Phase.RESTORE);
            });
    List<String> names = manifest.streams().stream().map(Manifest.BackedUpStream::name).toList();
    Archives archives = name -> repository.open(manifest, name);
    return CombinedDirectory.extract(context, extraction, names, archives, supervision::onStop)
        .orThrow();
  }

  private Recovery.Result.Reached recover(ToolContext context, DataDirectory data) {
    supervision.throwIfStopped();
    tell(Phase.RECOVER);
    Replay replay = new Replay(order, context, data, place);
    supervision.onStop(replay::cancel);
    return replay.run();
  }

  private ReplicaResult replicate(
      ToolContext context, PrimaryWithReplica.Pair pair, List<String> notes) throws IOException {
    supervision.throwIfStopped();
    tell(Phase.REPLICATE);
    Replica replica = new Replica(order, folders.jobId(), context, pair, place.limit());
    supervision.onStop(replica::cancel);
    return replica.follow(notes);
  }

  private PhysicalResult finish(
      DataDirectory data, Optional<DataDirectory> copy, RestoreReport report) throws IOException {
    supervision.throwIfStopped();
    tell(Phase.RENAME);
    if (!stillMine.getAsBoolean()) {
      throw RestoreTrouble.leaseLost();
    }
    // an attempt that was thought dead may have been faster
    Optional<PhysicalResult> faster = finished();
    if (faster.isPresent()) {
      return faster.get();
    }
    folders.requireFree(place.folders());
    folders.takePlace(data, copy, report);
    return result(report);
  }

  private PhysicalResult result(RestoreReport report) {
    return new PhysicalResult(
        report.backupId(),
        order.targetDirectory(),
        order.host(),
        report.reachedLsn(),
        report.lastCommit(),
        report.timeline(),
        report.bytes(),
        elapsedMillis(),
        order.dataLoss(),
        report.notes(),
        report.replica());
  }

  private long elapsedMillis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private void tell(Phase phase) {
    supervision.progress(new RestoreProgress(phase, bytes.get(), totalBytes, elapsedMillis()));
  }
}
