package io.salvaguarda.notifier.subscription.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.delivery.ChannelBook;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Subscriptions as the delivery workers see them. */
@ApplicationScoped
class SubscribedChannels implements ChannelBook {

  private final SubscriptionRows rows;
  private final Transactions transactions;
  private final SubscriptionSettings settings;

  SubscribedChannels(
      SubscriptionRows rows, Transactions transactions, SubscriptionSettings settings) {
    this.rows = rows;
    this.transactions = transactions;
    this.settings = settings;
  }

  @Override
  public Optional<Channel> find(String name) {
    return SubscriberChannel.subscription(name)
        .flatMap(id -> transactions.await(session -> rows.find(session, id)))
        .map(subscription -> subscription.reachedBy(settings.networks()));
  }
}
