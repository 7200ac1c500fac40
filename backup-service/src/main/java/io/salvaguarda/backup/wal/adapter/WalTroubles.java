package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.WalJudgement;
import io.salvaguarda.backup.wal.WalJudgement.Found;
import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Notes how a log stands, and tells each trouble when it begins and when it is over. */
@ApplicationScoped
class WalTroubles {

  private static final Logger LOG = Logger.getLogger(WalTroubles.class);

  private final Transactions transactions;
  private final WalLeases leases;
  private final WalRows rows;
  private final NewBackups backups;
  private final Outbox outbox;

  WalTroubles(
      Transactions transactions,
      WalLeases leases,
      WalRows rows,
      NewBackups backups,
      Outbox outbox) {
    this.transactions = transactions;
    this.leases = leases;
    this.rows = rows;
    this.backups = backups;
    this.outbox = outbox;
  }

  /**
   * In one transaction, and only while the lease is still held.
   *
   * @param tell whether to tell where the log stands even if nothing is wrong
   */
  void settle(
      PostgresSource source, WalLease lease, Sight sight, WalJudgement judgement, boolean tell) {
    transactions.await(
        session ->
            leases
                .holds(session, lease)
                .chain(
                    held ->
                        held
                            ? settle(session, source, sight, judgement)
                                .chain(() -> progress(session, source, sight, tell))
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Void> progress(
      Mutiny.Session session, PostgresSource source, Sight sight, boolean tell) {
    return tell
        ? outbox.add(session, WalEvents.progress(source, sight))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> settle(
      Mutiny.Session session, PostgresSource source, Sight sight, WalJudgement judgement) {
    return rows.note(session, source.id(), sight.standing())
        .chain(() -> rows.troubles(session, source.id()))
        .chain(
            known -> {
              boolean slotWasTooLarge = known.containsKey(WalTrouble.SLOT);
              return tell(session, source, sight, known, judgement.judge(sight, slotWasTooLarge));
            })
        .chain(() -> backups.afterSwitch(session, source, sight));
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      PostgresSource source,
      Sight sight,
      Map<WalTrouble, Instant> known,
      Map<WalTrouble, Optional<Found>> judged) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<WalTrouble, Optional<Found>> each : judged.entrySet()) {
      WalTrouble trouble = each.getKey();
      Instant since = known.get(trouble);
      if (each.getValue().isPresent()) {
        Found found = each.getValue().get();
        all = all.chain(() -> there(session, source, sight, trouble, found, since));
      } else if (since != null) {
        all = all.chain(() -> over(session, source, sight, trouble, since));
      }
    }
    return all;
  }

  /**
   * @param since null when it is new
   */
  private Uni<Void> there(
      Mutiny.Session session,
      PostgresSource source,
      Sight sight,
      WalTrouble trouble,
      Found found,
      Instant since) {
    Uni<UUID> backup =
        trouble == WalTrouble.GAP
            ? backups.afterGap(session, source, sight, since == null ? sight.at() : since)
            : Uni.createFrom().nullItem();
    if (since != null) {
      return backup.replaceWithVoid();
    }
    LOG.warnf(
        "event=wal.trouble source=%s trouble=%s cause=\"%s\"",
        source.id(), trouble, found.failure().message());
    return backup
        .map(job -> WalEvents.began(source, sight, trouble, found, job))
        .chain(event -> outbox.add(session, event))
        .chain(() -> rows.open(session, source.id(), trouble, found.since()));
  }

  private Uni<Void> over(
      Mutiny.Session session,
      PostgresSource source,
      Sight sight,
      WalTrouble trouble,
      Instant since) {
    LOG.infof("event=wal.trouble_over source=%s trouble=%s", source.id(), trouble);
    return rows.close(session, source.id(), trouble)
        .chain(() -> outbox.add(session, WalEvents.over(source, sight, trouble, since)));
  }
}
