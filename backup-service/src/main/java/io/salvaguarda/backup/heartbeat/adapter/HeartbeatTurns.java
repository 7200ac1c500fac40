package io.salvaguarda.backup.heartbeat.adapter;

import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Who writes which beat: one instance, the same as long as it is there. By the database's time. */
@ApplicationScoped
class HeartbeatTurns {

  private static final double MILLIS = 1000.0;

  /** Another instance takes over when the one before has let a whole turn pass. */
  private static final String TAKE =
      """
      insert into heartbeat as known (source_id, owner, due_at)
      values (:source, :owner, clock_timestamp() + make_interval(secs => :interval))
      on conflict (source_id) do update
      set owner = excluded.owner, due_at = excluded.due_at
      where known.due_at <= clock_timestamp()
        and (known.owner = excluded.owner
             or known.due_at <= clock_timestamp() - make_interval(secs => :interval))
      returning owner
      """;

  private static final String OWNER = "select owner from heartbeat where source_id = :source";

  /** What an instance may do now. */
  enum Turn {
    /** Write. */
    MINE,
    /** Nothing: the last beat is not old enough. */
    NOT_YET,
    /** Nothing: another instance writes. */
    ANOTHERS
  }

  private final Transactions transactions;
  private final Instance instance;

  HeartbeatTurns(Transactions transactions, Instance instance) {
    this.transactions = transactions;
    this.instance = instance;
  }

  /** Blocks. */
  Turn take(String source, Duration interval) {
    return transactions.await(
        session ->
            session
                .createNativeQuery(TAKE, String.class)
                .setParameter("source", source)
                .setParameter("owner", instance.name())
                .setParameter("interval", interval.toMillis() / MILLIS)
                .getSingleResultOrNull()
                .chain(
                    taken ->
                        session
                            .createNativeQuery(OWNER, String.class)
                            .setParameter("source", source)
                            .getSingleResult()
                            .map(owner -> turn(taken, owner))));
  }

  private Turn turn(String taken, String owner) {
    if (taken != null) {
      return Turn.MINE;
    }
    return owner.equals(instance.name()) ? Turn.NOT_YET : Turn.ANOTHERS;
  }
}
