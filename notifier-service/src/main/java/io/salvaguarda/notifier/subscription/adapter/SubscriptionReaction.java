package io.salvaguarda.notifier.subscription.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Queues each event for whoever wants it, once. */
@ApplicationScoped
class SubscriptionReaction implements EventReaction<SuiteEvent> {

  private final SubscriptionRows rows;
  private final DeliveryQueue queue;
  private final SuiteConfig config;
  private final SubscriptionSettings settings;
  private final EventText text = new EventText();

  SubscriptionReaction(
      SubscriptionRows rows,
      DeliveryQueue queue,
      SuiteConfig config,
      SubscriptionSettings settings) {
    this.rows = rows;
    this.queue = queue;
    this.config = config;
    this.settings = settings;
  }

  @Override
  public Class<SuiteEvent> eventType() {
    return SuiteEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends SuiteEvent> event, Mutiny.Session session) {
    return rows.all(session)
        .chain(
            found -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (Subscription each : found) {
                if (each.wants(event)) {
                  all = all.chain(() -> put(session, each, event));
                }
              }
              return all;
            });
  }

  private Uni<Void> put(Mutiny.Session session, Subscription subscription, EventEnvelope<?> event) {
    WebhookChannel channel = subscription.reachedBy(settings.networks());
    Notice notice =
        new Notice.Fact(
            event.id(),
            event.type(),
            event.subject(),
            config.defaultTeam(),
            event.time(),
            Instant.now(),
            text.of(event));
    return queue.putUnlessGone(session, notice, channel);
  }
}
