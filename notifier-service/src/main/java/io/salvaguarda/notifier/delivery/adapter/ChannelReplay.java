package io.salvaguarda.notifier.delivery.adapter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** How channels do that the configuration does not hold, and another chance for them. */
@ApplicationScoped
public class ChannelReplay {

  private static final String COUNTS =
      """
      select coalesce(d.channel, s.channel), coalesce(d.pending, 0), coalesce(d.dead, 0), s.gone_at,
             s.gone_why
      from (select channel, count(*) filter (where state = 'PENDING') as pending,
                   count(*) filter (where state = 'DEAD') as dead
            from delivery where state <> 'DELIVERED' group by channel) d
           full join channel_state s on s.channel = d.channel
      """;

  private final ChannelStates states;
  private final DeliveryRows rows;
  private final DeliverySignal signal;

  ChannelReplay(ChannelStates states, DeliveryRows rows, DeliverySignal signal) {
    this.states = states;
    this.rows = rows;
    this.signal = signal;
  }

  /** By channel; those of which there is nothing to say are left out. */
  public Uni<Map<String, DeliveryCounts>> counts(Mutiny.Session session) {
    return session
        .createNativeQuery(COUNTS, Object[].class)
        .getResultList()
        .map(
            found ->
                found.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], ChannelReplay::counts)));
  }

  private static DeliveryCounts counts(Object[] row) {
    return new DeliveryCounts(
        ((Number) row[1]).longValue(),
        ((Number) row[2]).longValue(),
        instant(row[3]),
        (String) row[4]);
  }

  private static Instant instant(Object column) {
    return column instanceof OffsetDateTime time ? time.toInstant() : (Instant) column;
  }

  /** Gives all that the channel missed another round of attempts; how many. */
  public Uni<Integer> replay(Mutiny.Session session, String channel) {
    return states
        .back(session, channel)
        .chain(() -> rows.reviveAll(session, channel))
        .invoke(signal::raise);
  }

  /** Drops what was not sent yet. */
  public Uni<Void> forget(Mutiny.Session session, String channel) {
    return session
        .createNativeQuery("delete from delivery where channel = :channel and state = 'PENDING'")
        .setParameter("channel", channel)
        .executeUpdate()
        .replaceWithVoid();
  }
}
