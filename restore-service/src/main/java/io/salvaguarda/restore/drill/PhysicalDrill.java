package io.salvaguarda.restore.drill;

import io.salvaguarda.postgres.physical.RecoveredCluster;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.TargetSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A whole cluster is recovered as far as its archived log leads, started and asked. */
public final class PhysicalDrill {

  /** To the end of what is archived. */
  public static final TargetSpec LATEST =
      new TargetSpec(null, null, null, null, true, null, null, null);

  private final DrillOrder order;
  private final RecoveryPlan plan;
  private final String database;
  private final ScratchRecovery recovery;
  private final StepClock clock;
  private final Instant begun;

  /**
   * @param database the source's
   * @param begun the moment from which on data counts as lost
   */
  public PhysicalDrill(
      UUID drillId,
      DrillOrder order,
      RecoveryPlan plan,
      String database,
      ScratchRecovery.Place place,
      StepClock clock,
      Instant begun) {
    this.order = order;
    this.plan = plan;
    this.database = database;
    this.clock = clock;
    this.begun = begun;
    this.recovery = new ScratchRecovery(drillId, plan, LATEST, order, database, place, clock);
  }

  /** Blocks until it has ended; can be interrupted. */
  public RestoreOutcome<DrillResult> run() throws IOException {
    return recovery.run(this::result);
  }

  private DrillResult result(RecoveredCluster cluster, PhysicalResult recovered) {
    Optional<Instant> beat = Heartbeat.in(cluster.connection(database));
    long millis = clock.millis();
    Instant reached = reached(beat, recovered);
    List<String> notes = new ArrayList<>(recovered.notes());
    if (beat.isEmpty()) {
      notes.add(
          "Without a heartbeat, what is lost is counted from the last commit, also where nothing"
              + " was committed since.");
    }
    return new DrillResult(
        order.backupId(),
        millis,
        clock.steps(),
        reached,
        Math.max(0, Duration.between(reached, begun).toMillis()),
        recovered.bytes(),
        plan.reach().walBytes(),
        notes);
  }

  /** What shows that everything up to then is there. */
  private Instant reached(Optional<Instant> beat, PhysicalResult recovered) {
    return Stream.of(
            Optional.of(order.snapshotAt()), beat, Optional.ofNullable(recovered.lastCommit()))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
