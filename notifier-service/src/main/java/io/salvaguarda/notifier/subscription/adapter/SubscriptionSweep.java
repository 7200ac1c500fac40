package io.salvaguarda.notifier.subscription.adapter;

import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Forgets what was sent to subscriptions long ago: the events themselves are on Kafka. */
@ApplicationScoped
class SubscriptionSweep {

  private static final Logger LOG = Logger.getLogger(SubscriptionSweep.class);

  private static final String OLD =
      """
      delete from delivery
      where notice_type = 'EVENT'
        and (delivered_at < clock_timestamp() - make_interval(days => :days)
             or dead_at < clock_timestamp() - make_interval(days => :days))
      """;

  private final Transactions transactions;
  private final SubscriptionSettings settings;

  SubscriptionSweep(Transactions transactions, SubscriptionSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(OLD)
                    .setParameter("days", settings.keptDays())
                    .executeUpdate())
        .invoke(count -> LOG.debugf("event=subscription.swept deliveries=%d", count))
        .onFailure()
        .invoke(e -> LOG.warnf("event=subscription.not_swept cause=%s", e.toString()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
