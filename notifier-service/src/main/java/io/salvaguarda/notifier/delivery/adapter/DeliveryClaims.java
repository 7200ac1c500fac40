package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.delivery.Delivery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Begins attempts, as many as the limits of their channels let through. */
@ApplicationScoped
class DeliveryClaims {

  private final Transactions transactions;
  private final DeliveryRows rows;
  private final ChannelStates channels;
  private final SuiteConfig config;
  private final NoticeJson json;

  DeliveryClaims(
      Transactions transactions,
      DeliveryRows rows,
      ChannelStates channels,
      SuiteConfig config,
      NoticeJson json) {
    this.transactions = transactions;
    this.rows = rows;
    this.channels = channels;
    this.config = config;
    this.json = json;
  }

  /** The next due delivery, empty when there is none that its channel's limit lets through. */
  Optional<Claim> next(Collection<String> busyChannels) {
    try {
      return Optional.ofNullable(transactions.await(session -> claim(session, busyChannels)));
    } catch (ChannelFull otherInstancesWereFaster) {
      return Optional.empty();
    }
  }

  private Uni<Claim> claim(Mutiny.Session session, Collection<String> busyChannels) {
    return rows.claim(session, busyChannels)
        .onItem()
        .ifNotNull()
        .call(row -> take(session, row.channel))
        .onItem()
        .ifNotNull()
        .transformToUni(
            row -> channels.goneWhy(session, row.channel).map(gone -> new Claim(of(row), gone)));
  }

  /** Fails, and so takes the claim back, when the channel's limit is reached. */
  private Uni<Void> take(Mutiny.Session session, String name) {
    return Optional.ofNullable(config.channels().get(name))
        .flatMap(Channel::limit)
        .map(limit -> channels.take(session, name, limit))
        .orElse(Uni.createFrom().item(true))
        .invoke(
            taken -> {
              if (!taken) {
                throw new ChannelFull();
              }
            })
        .replaceWithVoid();
  }

  private Delivery of(DeliveryRow row) {
    return new Delivery(
        row.id,
        row.channel,
        json.readNotice(row.notice),
        row.attempts,
        row.maxAttempts,
        row.createdAt);
  }

  private static final class ChannelFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChannelFull() {
      super("the channel's limit is reached", null, false, false);
    }
  }
}
