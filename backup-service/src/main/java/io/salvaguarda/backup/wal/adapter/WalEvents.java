package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.Coverage;
import io.salvaguarda.backup.wal.WalJudgement.Found;
import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.backup.wal.WalStanding;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.WalGap;
import io.salvaguarda.events.WalProgress;
import io.salvaguarda.events.WalResumed;
import io.salvaguarda.events.WalStalled;
import io.salvaguarda.events.WalTrouble;
import java.time.Instant;
import java.util.UUID;

/** A log's troubles as events. */
final class WalEvents {

  private WalEvents() {}

  /**
   * @param backupJob the backup that was asked for because of it; null when there is none
   */
  static SuiteEvent began(
      PostgresSource source, Sight sight, WalTrouble trouble, Found found, UUID backupJob) {
    return switch (trouble) {
      case GAP -> gap(source, sight, backupJob);
      case STALLED, SLOT -> stalled(source, sight, trouble, found);
    };
  }

  static SuiteEvent progress(PostgresSource source, Sight sight) {
    return new WalProgress(
        source.id(),
        source.team(),
        source.repository(),
        sight.standing().durableTo(),
        sight.standing().lagBytes(),
        sight.at());
  }

  static SuiteEvent over(PostgresSource source, Sight sight, WalTrouble trouble, Instant since) {
    return new WalResumed(
        source.id(),
        source.team(),
        source.repository(),
        trouble,
        sight.standing().durableTo(),
        since,
        sight.at());
  }

  private static WalGap gap(PostgresSource source, Sight sight, UUID backupJob) {
    Coverage.Missing missing = sight.coverage().missing().orElseThrow();
    return new WalGap(
        source.id(),
        source.team(),
        source.repository(),
        sight.standing().systemId(),
        missing.timeline(),
        missing.from().toString(),
        missing.to().toString(),
        backupJob,
        sight.at());
  }

  private static WalStalled stalled(
      PostgresSource source, Sight sight, WalTrouble trouble, Found found) {
    WalStanding standing = sight.standing();
    return new WalStalled(
        source.id(),
        source.team(),
        source.repository(),
        trouble,
        standing.durableTo(),
        standing.lagBytes(),
        standing.slot() == null ? null : standing.slot().bytes(),
        found.failure(),
        found.since(),
        sight.at());
  }
}
