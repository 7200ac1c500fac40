package io.salvaguarda.restore.drill;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.SandboxRoles;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.restore.run.DatabaseRestore;
import io.salvaguarda.restore.run.Finish;
import io.salvaguarda.restore.run.FinishLog;
import io.salvaguarda.restore.run.Majors;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreResult;
import io.salvaguarda.restore.run.Working;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A dump is restored into a throwaway cluster as it would be into a server, and compared. */
public final class LogicalDrill {

  private static final String GLOBALS = "globals";
  private static final String MAINTENANCE = "postgres";

  /**
   * Where the work is done.
   *
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log gets each redacted line that a tool says, from another thread
   */
  public record Place(DatabaseRestore.Source source, Path scratch, Consumer<String> log) {}

  private final UUID drillId;
  private final DrillOrder order;
  private final Place place;
  private final StepClock clock;
  private final Instant begun;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param begun the moment from which on data counts as lost
   */
  public LogicalDrill(UUID drillId, DrillOrder order, Place place, StepClock clock, Instant begun) {
    this.drillId = drillId;
    this.order = order;
    this.place = place;
    this.clock = clock;
    this.begun = begun;
  }

  /** Blocks until it has ended; can be interrupted. Nothing of it stays. */
  public RestoreOutcome<DrillResult> run() throws IOException {
    return RestoreOutcome.of(order, this::server)
        .then(
            cluster -> {
              try (cluster) {
                return restored(cluster);
              }
            });
  }

  private ThrowawayCluster server() throws IOException {
    clock.step("START");
    BackupRepository repository = place.source().open();
    Manifest manifest = repository.manifest(BackupId.parse(order.backupId()));
    Facts facts = Facts.fromJson(manifest.facts().facts());
    ToolContext context =
        ToolContext.of(PgTools.forServerMajor(Majors.of(facts)).orThrow())
            .withScratch(place.scratch())
            .withLog(place.log())
            .sandboxed();
    ThrowawayCluster cluster =
        ThrowawayCluster.start(context, SandboxLimits.forBytes(manifest.plainBytes())).orThrow();
    try {
      clock.onStop(cluster::close);
      ConnectionSpec server = cluster.connection(MAINTENANCE);
      if (manifest.stream(GLOBALS).isPresent()) {
        notes.addAll(SandboxRoles.restore(server, globals(repository, manifest)).orThrow());
      }
      notes.addAll(SandboxRoles.named(server, facts.roles()).orThrow());
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static String globals(BackupRepository repository, Manifest manifest) throws IOException {
    try (InputStream script = repository.open(manifest, GLOBALS)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private RestoreOutcome<DrillResult> restored(ThrowawayCluster cluster) throws IOException {
    ConnectionSpec server = cluster.connection(MAINTENANCE);
    DatabaseRestore restore =
        new DatabaseRestore(
            payload(),
            new DatabaseRestore.Place(place.source(), server, true, place.scratch(), place.log()),
            new Working(drillId, 1),
            new OneFinish(),
            clock);
    return restore.run().then(result -> new RestoreOutcome.Restored<>(result(result)));
  }

  private RestorePayload payload() {
    return new RestorePayload(
        order.backupId(),
        order.kind(),
        order.repository(),
        order.snapshotAt(),
        order.team(),
        order.place().host(),
        order.place().port(),
        DrillOrder.DATABASE,
        List.of(),
        List.of(),
        null,
        false);
  }

  private DrillResult result(RestoreResult restored) {
    notes.addAll(restored.notes());
    return new DrillResult(
        order.backupId(),
        clock.millis(),
        clock.steps(),
        order.snapshotAt(),
        Math.max(0, Duration.between(order.snapshotAt(), begun).toMillis()),
        restored.bytes(),
        0,
        notes);
  }

  /** Its server is gone with the attempt: no other one could find the work done. */
  private static final class OneFinish implements FinishLog {

    private Optional<Finish> finish = Optional.empty();

    @Override
    public synchronized boolean append(Finish latest) {
      finish = Optional.of(latest);
      return true;
    }

    @Override
    public synchronized List<Finish> all() {
      return finish.stream().toList();
    }
  }
}
