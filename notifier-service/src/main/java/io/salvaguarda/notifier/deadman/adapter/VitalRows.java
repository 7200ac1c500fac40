package io.salvaguarda.notifier.deadman.adapter;

import io.salvaguarda.notifier.deadman.Vitals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statements behind the switch. The one that claims a ping also shows that it can be written.
 */
@ApplicationScoped
class VitalRows {

  private static final String CLAIM =
      """
      update dead_man_switch set told_at = clock_timestamp()
      where told_at is null or told_at <= clock_timestamp() - make_interval(secs => :every)
      """;

  private static final String SILENCE =
      """
      select extract(epoch from clock_timestamp() - heard_up_to)::float8 from hearing
      """;

  /** Those that wait for an earlier one, for their limit or for a channel are not stuck. */
  private static final String STUCK =
      """
      select count(*) from delivery d
      where d.state = 'PENDING'
        and d.next_attempt_at < clock_timestamp() - make_interval(secs => :after)
        and (d.lease_until is null or d.lease_until < clock_timestamp())
        and not exists (select 1 from channel_state c
                        where c.channel = d.channel and c.full_until is not null)
        and not exists (select 1 from delivery e
                        where e.channel = d.channel and e.thread_id = d.thread_id
                          and e.state = 'PENDING' and e.seq < d.seq)
      """;

  private static final String NOTE =
      """
      update dead_man_switch set well = :well, said = :said, answer = :answer
      """;

  /** True when this instance is to tell the switch now. */
  Uni<Boolean> claim(Mutiny.Session session, Duration every) {
    return session
        .createNativeQuery(CLAIM)
        .setParameter("every", every.toMillis() / 1000.0)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  Uni<Vitals> vitals(Mutiny.Session session, Duration stuckAfter) {
    return session
        .createNativeQuery(SILENCE, Double.class)
        .getSingleResult()
        .chain(
            silence ->
                session
                    .createNativeQuery(STUCK, Long.class)
                    .setParameter("after", stuckAfter.toMillis() / 1000.0)
                    .getSingleResult()
                    .map(stuck -> new Vitals(Duration.ofMillis((long) (silence * 1000)), stuck)));
  }

  Uni<Void> note(Mutiny.Session session, boolean well, String said, String answer) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("well", well)
        .setParameter("said", said)
        .setParameter("answer", answer)
        .executeUpdate()
        .replaceWithVoid();
  }
}
