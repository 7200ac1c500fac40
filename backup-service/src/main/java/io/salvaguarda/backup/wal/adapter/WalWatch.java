package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.WalJudgement;
import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.config.PostgresSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks at a source's log while its lease is held, and lets be told what is wrong with it. */
@ApplicationScoped
class WalWatch {

  private static final Logger LOG = Logger.getLogger(WalWatch.class);

  private final WalArchives archives;
  private final PhysicalBackups backups;
  private final WalTroubles troubles;
  private final WalMetrics metrics;
  private final WalSettings settings;

  WalWatch(
      WalArchives archives,
      PhysicalBackups backups,
      WalTroubles troubles,
      WalMetrics metrics,
      WalSettings settings) {
    this.archives = archives;
    this.backups = backups;
    this.troubles = troubles;
    this.metrics = metrics;
    this.settings = settings;
  }

  /** Returns when the lease is over. */
  void look(PostgresSource source, WalLease lease, StreamProgress progress)
      throws InterruptedException {
    WalLook look =
        new WalLook(source, archives, backups, settings.slotLimit().asLongValue(), progress);
    WalJudgement judgement = new WalJudgement(source.id(), settings.stalledAfter());
    Instant told = Instant.MIN;
    while (lease.isHeld()) {
      try {
        Sight sight = look.now();
        boolean tell = !sight.at().isBefore(told.plus(settings.toldEvery()));
        troubles.settle(source, lease, sight, judgement, tell);
        told = tell ? sight.at() : told;
        metrics.standing(source.id(), sight.standing());
      } catch (RuntimeException e) {
        LOG.warnf("event=wal.not_looked_at source=%s cause=%s", source.id(), e.toString());
      }
      Thread.sleep(settings.watch());
    }
    metrics.unknown(source.id());
  }
}
