package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Who follows which log. Every time is the database's. */
@ApplicationScoped
class WalLeases {

  private static final Logger LOG = Logger.getLogger(WalLeases.class);
  private static final double MILLIS = 1000.0;

  private static final String CLAIM =
      """
      insert into wal_source as known (source_id, owner, term, lease_until)
      values (:source, :owner, 1, clock_timestamp() + make_interval(secs => :lease))
      on conflict (source_id) do update
      set owner = excluded.owner, term = known.term + 1, lease_until = excluded.lease_until
      where known.lease_until < clock_timestamp()
      returning term
      """;

  private static final String RENEW =
      """
      update wal_source set lease_until = clock_timestamp() + make_interval(secs => :lease)
      where source_id = :source and owner = :owner and term = :term
        and lease_until > clock_timestamp()
      """;

  private static final String RELEASE =
      """
      update wal_source set lease_until = clock_timestamp()
      where source_id = :source and owner = :owner and term = :term
      """;

  private static final String HOLD =
      """
      select 1 from wal_source
      where source_id = :source and owner = :owner and term = :term
      for update
      """;

  private final Transactions transactions;
  private final Instance instance;
  private final Duration length;

  WalLeases(Transactions transactions, Instance instance, WalSettings settings) {
    this.transactions = transactions;
    this.instance = instance;
    this.length = settings.lease();
  }

  /** Empty while another instance has it. */
  Optional<WalLease> claim(String source) {
    long asked = System.nanoTime();
    Long term =
        transactions.await(
            session ->
                session
                    .createNativeQuery(CLAIM, Long.class)
                    .setParameter("source", source)
                    .setParameter("owner", instance.name())
                    .setParameter("lease", length.toMillis() / MILLIS)
                    .getSingleResultOrNull());
    return Optional.ofNullable(term).map(number -> new WalLease(source, number, length, asked));
  }

  /** Asks once for more time; without an answer the lease runs out by itself. */
  void renew(WalLease lease) {
    long asked = System.nanoTime();
    try {
      int rows =
          transactions
              .run(
                  session ->
                      of(session, RENEW, lease)
                          .setParameter("lease", length.toMillis() / MILLIS)
                          .executeUpdate())
              .await()
              .atMost(length.dividedBy(3));
      if (rows == 1) {
        lease.renewed(asked);
      } else {
        lease.lost();
      }
    } catch (RuntimeException away) {
      LOG.warnf("event=wal.lease_not_renewed source=%s cause=%s", lease.source(), away.toString());
    }
  }

  /** So that another instance need not wait for its end. */
  void release(WalLease lease) {
    lease.lost();
    try {
      transactions.await(session -> of(session, RELEASE, lease).executeUpdate());
    } catch (RuntimeException away) {
      LOG.debugf("event=wal.lease_not_released source=%s cause=%s", lease.source(), away);
    }
  }

  /** Whether it is still this instance's, and stays so until the transaction's end. */
  Uni<Boolean> holds(Mutiny.Session session, WalLease lease) {
    return of(session, HOLD, lease).getSingleResultOrNull().map(row -> row != null);
  }

  private Mutiny.Query<?> of(Mutiny.Session session, String sql, WalLease lease) {
    return session
        .createNativeQuery(sql)
        .setParameter("source", lease.source())
        .setParameter("owner", instance.name())
        .setParameter("term", lease.term());
  }
}
