package io.salvaguarda.restore.drill;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.postgres.physical.RecoveredCluster;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestoreTrouble;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.TargetSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A cluster is recovered to an instant of its window, started, and asked what time it shows. */
public final class WindowProof {

  /**
   * What is to be shown.
   *
   * @param at an instant that the plan leads to
   * @param target how that is said
   * @param database the source's
   * @param latestBeat how much older than the instant a heartbeat may be; empty: none is written
   */
  public record Claim(
      RecoveryPlan plan,
      Instant at,
      TargetSpec target,
      String database,
      Optional<Duration> latestBeat) {}

  private final Claim claim;
  private final ScratchRecovery recovery;
  private final StepClock clock;

  public WindowProof(
      UUID id, ProofOrder order, Claim claim, ScratchRecovery.Place place, StepClock clock) {
    this.claim = claim;
    this.clock = clock;
    DrillOrder drill =
        new DrillOrder(
            claim.plan().start().backupId(),
            BackupKind.PHYSICAL,
            order.repository(),
            order.team(),
            claim.plan().start().stoppedAt());
    this.recovery =
        new ScratchRecovery(
            id, claim.plan(), claim.target(), drill, claim.database(), place, clock);
  }

  /** Blocks until it has ended; can be interrupted. */
  public RestoreOutcome<ProofResult> run() throws IOException {
    return recovery.run(this::judged);
  }

  private ProofResult judged(RecoveredCluster cluster, PhysicalResult recovered) {
    Evidence evidence =
        new Evidence(
            claim.at(),
            Heartbeat.in(cluster.connection(claim.database())),
            Optional.ofNullable(recovered.lastCommit()),
            claim.latestBeat());
    evidence
        .refuted()
        .ifPresent(
            failure -> {
              throw new RestoreTrouble(failure);
            });
    return new ProofResult(
        claim.plan().start().backupId(),
        claim.at(),
        evidence.reached().orElse(claim.plan().start().stoppedAt()),
        evidence.beat().isPresent(),
        clock.millis());
  }
}
