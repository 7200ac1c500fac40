package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.restore.run.Phase;
import io.salvaguarda.restore.run.adapter.MeasuredPace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How fast whole recoveries were in drills. */
@ApplicationScoped
class DrillPaces implements MeasuredPace {

  private final Transactions transactions;
  private final DrillRows rows;

  DrillPaces(Transactions transactions, DrillRows rows) {
    this.transactions = transactions;
    this.rows = rows;
  }

  @Override
  public Optional<Pace> of(String sourceId) {
    return transactions
        .await(session -> rows.latest(session, sourceId, BackupKind.PHYSICAL))
        .map(DrillPaces::pace);
  }

  private static Pace pace(DrillView drill) {
    long restore = millis(drill, Phase.RESTORE);
    long replay = millis(drill, Phase.RECOVER);
    return new Pace(
        drill.bytes(),
        restore,
        drill.walBytes(),
        replay,
        Math.max(0, drill.recoveryMillis() - restore - replay));
  }

  private static long millis(DrillView drill, Phase phase) {
    return drill.steps().stream()
        .filter(step -> step.name().equals(phase.name()))
        .mapToLong(DrillStep::millis)
        .sum();
  }
}
