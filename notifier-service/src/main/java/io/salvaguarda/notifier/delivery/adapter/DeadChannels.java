package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells a team's other channels, once, that a channel no longer takes notices. Once means until it
 * takes one again.
 */
@ApplicationScoped
class DeadChannels {

  private static final String BEGIN =
      "insert into channel_trouble (channel) values (:channel) on conflict do nothing";
  private static final String END = "delete from channel_trouble where channel = :channel";

  private final SuiteConfig config;
  private final ChannelStates states;
  private final DeliveryQueue queue;

  DeadChannels(SuiteConfig config, ChannelStates states, DeliveryQueue queue) {
    this.config = config;
    this.states = states;
    this.queue = queue;
  }

  /** The channel took a notice. */
  Uni<Void> works(Mutiny.Session session, String channel) {
    return session
        .createNativeQuery(END)
        .setParameter("channel", channel)
        .executeUpdate()
        .chain(() -> states.back(session, channel));
  }

  /**
   * A notice was given up. One that was about a channel itself starts no further ones, and of a
   * test somebody waits for the end.
   *
   * @param gone its receiver says that the channel is no more
   */
  Uni<Void> gaveUp(
      Mutiny.Session session, Delivery delivery, String error, boolean gone, Instant at) {
    Uni<Void> noted =
        gone ? states.gone(session, delivery.channel(), error) : Uni.createFrom().<Void>nullItem();
    return noted.chain(() -> tellOthers(session, delivery, error, gone, at));
  }

  private Uni<Void> tellOthers(
      Mutiny.Session session, Delivery delivery, String error, boolean gone, Instant at) {
    Notice lost = delivery.notice();
    if (lost instanceof Notice.Trial || lost instanceof Notice.Undelivered) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(BEGIN)
        .setParameter("channel", delivery.channel())
        .executeUpdate()
        .chain(
            isNew ->
                isNew == 0
                    ? Uni.createFrom().voidItem()
                    : queue.put(session, notice(delivery, error, gone, at), others(delivery)));
  }

  private static Notice notice(Delivery delivery, String error, boolean gone, Instant at) {
    Notice lost = delivery.notice();
    return new Notice.Undelivered(
        lost.incidentId(),
        lost.sourceId(),
        lost.team(),
        delivery.channel(),
        delivery.id(),
        delivery.attempt(),
        error,
        gone,
        at,
        at);
  }

  /** The team's other channels; those of the default team when it has none. */
  private List<String> others(Delivery delivery) {
    List<String> own = without(config.teams().get(delivery.notice().team()), delivery.channel());
    return own.isEmpty()
        ? without(config.teams().get(config.defaultTeam()), delivery.channel())
        : own;
  }

  private static List<String> without(Team team, String channel) {
    return team == null
        ? List.of()
        : team.channels().stream().filter(each -> !each.equals(channel)).toList();
  }
}
