package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.physical.RecoveryTarget;
import io.salvaguarda.postgres.replication.Lsn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From which backup, over which WAL, up to where. */
public record RecoveryPlan(Reach reach, RecoveryTarget target) {

  public StartingPoint start() {
    return reach.start();
  }

  /** A recovery to a time stops at the first transaction behind it: without one it fails. */
  public boolean needsTransactionBehind() {
    return target instanceof RecoveryTarget.AtTime && reach.goesBeyondBackup();
  }

  /**
   * The plan, or its refusal.
   *
   * @param last when the last archived transaction ended; empty when that is not known
   */
  public Planned knowing(Optional<Instant> last) {
    if (target instanceof RecoveryTarget.AtTime at && last.isPresent()) {
      boolean behind =
          at.inclusive() ? last.get().isAfter(at.time()) : !last.get().isBefore(at.time());
      if (!behind) {
        return new Planned.Refused(
            "The last archived transaction ended at %s, so nothing shows that %s was reached: ask for \"latest\", or for an earlier time."
                .formatted(last.get(), at.time()),
            new RecoveryWindow(List.of(reach)));
      }
    }
    return new Planned.Possible(this);
  }

  /** Where replay must have come to; short of it the recovery has failed, whatever it says. */
  public Lsn mustReach() {
    return switch (target) {
      case RecoveryTarget.Latest latest -> reach.lastCertain();
      // what comes before a position may end a page's head before it
      case RecoveryTarget.AtLsn at -> at.inclusive() ? at.lsn() : start().stop();
      case RecoveryTarget.Consistent consistent -> start().stop();
      case RecoveryTarget.AtTime at -> start().stop();
      case RecoveryTarget.AtXid at -> start().stop();
      case RecoveryTarget.AtName at -> start().stop();
    };
  }

  /** From when on everything is lost; empty when that shows only at the recovery's end. */
  public Optional<Instant> lostSince() {
    return switch (target) {
      case RecoveryTarget.Latest latest -> Optional.of(reach.endTime());
      case RecoveryTarget.Consistent consistent -> Optional.of(start().stoppedAt());
      case RecoveryTarget.AtTime at -> Optional.of(at.time());
      case RecoveryTarget.AtLsn at -> Optional.empty();
      case RecoveryTarget.AtXid at -> Optional.empty();
      case RecoveryTarget.AtName at -> Optional.empty();
    };
  }

  /** What is lost, for people. */
  public String dataLoss() {
    return switch (target) {
      case RecoveryTarget.Latest latest ->
          "what was committed after "
              + reach.endTime()
              + (reach.broken() ? ", where WAL is missing" : ", of which no WAL is archived");
      case RecoveryTarget.Consistent consistent ->
          "what was committed after the backup's end, at the latest " + start().stoppedAt();
      case RecoveryTarget.AtTime at -> "what was committed after " + at.time();
      case RecoveryTarget.AtLsn at -> "what was committed after " + at.lsn();
      case RecoveryTarget.AtXid at -> "what was committed after transaction " + at.xid();
      case RecoveryTarget.AtName at -> "what was committed after the point \"" + at.name() + "\"";
    };
  }
}
