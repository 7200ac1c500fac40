package io.salvaguarda.restore.drill;

import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.RecoveredCluster;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.restore.run.DatabaseRestore;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.physical.AttemptFolders;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.run.physical.PhysicalRestore;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.TargetSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A physical restore into a folder that is thrown away, and a look at what came of it. The cluster
 * is only started cut off from everything, by a user that owns nothing else.
 */
public final class ScratchRecovery {

  /**
   * Where the work is done.
   *
   * @param folder the job's own, of the user who runs the server
   * @param scratch a folder that unprivileged users can pass but not list
   * @param restoreCommand fetches a file of WAL for PostgreSQL, and holds no secret
   * @param limit of the replay
   * @param log gets each redacted line of the server, from another thread
   */
  public record Place(
      DatabaseRestore.Source source,
      JobFolder folder,
      Path scratch,
      String restoreCommand,
      Duration limit,
      Consumer<String> log) {}

  /** What somebody wants to know of the recovered cluster; throws as restores do. */
  public interface Look<T> {
    T at(RecoveredCluster cluster, PhysicalResult result) throws IOException;
  }

  private static final String OPEN = "OPEN";

  private final UUID id;
  private final RecoveryPlan plan;
  private final PhysicalPayload order;
  private final Place place;
  private final StepClock clock;

  /**
   * @param database the source's
   */
  public ScratchRecovery(
      UUID id,
      RecoveryPlan plan,
      TargetSpec target,
      DrillOrder order,
      String database,
      Place place,
      StepClock clock) {
    this.id = id;
    this.plan = plan;
    this.place = place;
    this.clock = clock;
    this.order =
        PhysicalPayload.of(
            plan,
            target,
            new PhysicalPayload.Place(
                order.repository(),
                order.team(),
                order.place().host(),
                database,
                place.folder().path().resolve("data").toString(),
                null,
                null));
  }

  /** Blocks until it has ended; can be interrupted. The folder is the caller's to wipe. */
  public <T> RestoreOutcome<T> run(Look<T> look) throws IOException {
    return restore().run().then(result -> RestoreOutcome.of(order, () -> looked(result, look)));
  }

  private PhysicalRestore restore() {
    return new PhysicalRestore(
        order,
        new PhysicalRestore.Place(
            place.source(),
            List.of(place.folder().path()),
            place.folder().user(),
            place.scratch(),
            place.restoreCommand(),
            place.limit(),
            place.log()),
        AttemptFolders.of(order, id, 1),
        () -> true,
        clock);
  }

  private Path data() {
    return Path.of(order.targetDirectory());
  }

  private <T> T looked(PhysicalResult result, Look<T> look) throws IOException {
    clock.throwIfStopped();
    clock.step(OPEN);
    ToolContext context =
        ToolContext.of(PgTools.forServerMajor(plan.start().facts().serverMajor()).orThrow())
            .withScratch(place.scratch())
            .withLog(place.log())
            .sandboxed();
    DataDirectory directory = new DataDirectory(data(), Map.of(), place.folder().user());
    ServerRules rules =
        ServerRules.sandbox(SandboxLimits.forBytes(plan.start().bytes()), place.limit());
    try (RecoveredCluster cluster = RecoveredCluster.start(context, directory, rules).orThrow()) {
      clock.onStop(cluster::close);
      return look.at(cluster, result);
    }
  }
}
