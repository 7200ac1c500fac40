package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import io.salvaguarda.restore.drill.DrillOrder;
import io.salvaguarda.restore.drill.PhysicalDrill;
import io.salvaguarda.restore.drill.ProofOrder;
import io.salvaguarda.restore.drill.RandomInstant;
import io.salvaguarda.restore.drill.RandomInstant.Pick;
import io.salvaguarda.restore.drill.WindowProof;
import io.salvaguarda.restore.run.RestoreOrder;
import io.salvaguarda.restore.window.Planned;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.RecoveryPlanner;
import io.salvaguarda.restore.window.RecoveryWish;
import io.salvaguarda.restore.window.TargetSpec;
import io.salvaguarda.restore.window.adapter.ArchivedTransactions;
import io.salvaguarda.restore.window.adapter.RecoveryWindows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Takes a source at its word: a random instant of its window, and the way to it. Blocks. */
@ApplicationScoped
class WindowClaims {

  private final RecoveryWindows windows;
  private final ArchivedTransactions archived;
  private final DrillSettings settings;
  private final RandomInstant random = new RandomInstant(new SecureRandom());

  WindowClaims(RecoveryWindows windows, ArchivedTransactions archived, DrillSettings settings) {
    this.windows = windows;
    this.archived = archived;
    this.settings = settings;
  }

  /** For failures before it is known what is recovered. */
  RestoreOrder nothingYet(ProofOrder order) {
    return new DrillOrder("", BackupKind.PHYSICAL, order.repository(), order.team(), null);
  }

  /** Empty when the source has no window. */
  Optional<WindowProof.Claim> of(PostgresSource source) throws IOException {
    RecoveryPlanner planner = windows.read(source);
    Optional<Pick> pick = random.in(planner.window(false));
    return pick.flatMap(first -> claim(source, planner, first));
  }

  /** Behind the last transaction no time can be recovered to; where there is none, the end can. */
  private Optional<WindowProof.Claim> claim(
      PostgresSource source, RecoveryPlanner planner, Pick pick) {
    Optional<RecoveryPlan> plan = planned(planner, pick, at(pick.at()));
    Optional<Instant> last =
        plan.filter(RecoveryPlan::needsTransactionBehind)
            .flatMap(found -> archived.lastOf(source, found.reach()));
    if (last.isEmpty() || pick.at().isBefore(last.get())) {
      return plan.map(found -> claim(source, found, pick.at(), at(pick.at())));
    }
    return random
        .before(pick.range(), last.get())
        .flatMap(
            earlier ->
                planned(planner, earlier, at(earlier.at()))
                    .map(found -> claim(source, found, earlier.at(), at(earlier.at()))))
        .or(
            () ->
                planned(planner, pick, PhysicalDrill.LATEST)
                    .map(
                        found ->
                            claim(source, found, found.reach().endTime(), PhysicalDrill.LATEST)));
  }

  private WindowProof.Claim claim(
      PostgresSource source, RecoveryPlan plan, Instant at, TargetSpec target) {
    return new WindowProof.Claim(
        plan,
        at,
        target,
        source.database(),
        target.equals(PhysicalDrill.LATEST)
            ? Optional.empty()
            : source.heartbeat().map(interval -> interval.plus(settings.heartbeatAllowance())));
  }

  private static Optional<RecoveryPlan> planned(
      RecoveryPlanner planner, Pick pick, TargetSpec target) {
    RecoveryWish wish =
        new RecoveryWish(
            Optional.empty(),
            false,
            target.target(),
            new RecoveryTimeline.Numbered(pick.range().timeline()));
    return planner.plan(wish) instanceof Planned.Possible possible
        ? Optional.of(possible.plan())
        : Optional.empty();
  }

  private static TargetSpec at(Instant time) {
    return new TargetSpec(time.toString(), null, null, null, null, null, null, null);
  }
}
