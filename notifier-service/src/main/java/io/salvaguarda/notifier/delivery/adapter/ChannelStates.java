package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.RateLimit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Whether a channel is gone, and how often it was written to lately, over all instances and by the
 * database's clock.
 */
@ApplicationScoped
class ChannelStates {

  /** No row when the limit is reached. The entry that is {@code most} back tells whether it is. */
  private static final String TAKE =
      """
      insert into channel_state as c (channel, started, full_until)
      values (:channel, array[clock_timestamp()],
              case when cast(:most as integer) = 1
                   then clock_timestamp() + make_interval(secs => :per) end)
      on conflict (channel) do update
      set started = array(select unnest(array_prepend(clock_timestamp(), c.started))
                          limit cast(:most as integer)),
          full_until = greatest(c.full_until,
                                case when cast(:most as integer) = 1 then clock_timestamp()
                                     else c.started[cast(:most as integer) - 1] end
                                + make_interval(secs => :per))
      where coalesce(c.started[cast(:most as integer)]
                         <= clock_timestamp() - make_interval(secs => :per), true)
      """;

  private static final String PAUSE =
      """
      insert into channel_state (channel, full_until)
      values (:channel, clock_timestamp() + make_interval(secs => :wait))
      on conflict (channel) do update
      set full_until = greatest(channel_state.full_until, excluded.full_until)
      """;

  /** A receiver must not silence its channel for longer, whatever it asks for. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final String GONE_WHY =
      "select gone_why from channel_state where channel = :channel and gone_at is not null";

  private static final String GONE =
      """
      insert into channel_state (channel, gone_at, gone_why)
      values (:channel, clock_timestamp(), :why)
      on conflict (channel) do update
      set gone_at = coalesce(channel_state.gone_at, clock_timestamp()), gone_why = :why
      """;

  private static final String BACK =
      "update channel_state set gone_at = null, gone_why = null"
          + " where channel = :channel and gone_at is not null";

  /** Counts an attempt; false when the limit allows none now. */
  Uni<Boolean> take(Mutiny.Session session, String channel, RateLimit limit) {
    return session
        .createNativeQuery(TAKE)
        .setParameter("channel", channel)
        .setParameter("most", limit.times())
        .setParameter("per", (double) limit.per().toSeconds())
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** Nothing is sent for so long: its receiver is busy, and would refuse the rest as well. */
  Uni<Void> pause(Mutiny.Session session, String channel, Duration asked) {
    Duration wait = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    return session
        .createNativeQuery(PAUSE)
        .setParameter("channel", channel)
        .setParameter("wait", wait.toMillis() / 1000.0)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** What the receiver of a channel said that is gone. */
  Uni<Optional<String>> goneWhy(Mutiny.Session session, String channel) {
    return session
        .createNativeQuery(GONE_WHY, String.class)
        .setParameter("channel", channel)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** Nothing is sent to it from now on. */
  Uni<Void> gone(Mutiny.Session session, String channel, String why) {
    return session
        .createNativeQuery(GONE)
        .setParameter("channel", channel)
        .setParameter("why", why)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** It is written to again. */
  Uni<Void> back(Mutiny.Session session, String channel) {
    return session
        .createNativeQuery(BACK)
        .setParameter("channel", channel)
        .executeUpdate()
        .replaceWithVoid();
  }
}
