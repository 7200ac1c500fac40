package io.salvaguarda.notifier.delivery.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deliveries by state, the age of the oldest that is pending, channels that are gone, and attempts
 * by channel and outcome. NaN when the database is away.
 */
@ApplicationScoped
class DeliveryMetrics {

  private static final String COUNTS = "select state, count(*) from delivery group by state";
  private static final String OLDEST =
      """
      select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
      from delivery where state = 'PENDING'
      """;

  private static final String GONE = "select count(*) from channel_state where gone_at is not null";

  private final Transactions transactions;
  private final MeterRegistry registry;
  private final Map<DeliveryState, AtomicReference<Double>> counts =
      new EnumMap<>(DeliveryState.class);
  private final AtomicReference<Double> oldestSeconds = new AtomicReference<>(0.0);
  private final AtomicReference<Double> gone = new AtomicReference<>(0.0);

  DeliveryMetrics(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    this.registry = registry;
    for (DeliveryState state : DeliveryState.values()) {
      AtomicReference<Double> count = new AtomicReference<>(0.0);
      counts.put(state, count);
      registry.gauge(
          "salvaguarda.deliveries",
          List.of(io.micrometer.core.instrument.Tag.of("state", lower(state.name()))),
          count,
          AtomicReference::get);
    }
    registry.gauge(
        "salvaguarda.deliveries.pending.age.seconds", oldestSeconds, AtomicReference::get);
    registry.gauge("salvaguarda.channels.gone", gone, AtomicReference::get);
  }

  void count(Delivery delivery, SendOutcome outcome) {
    registry
        .counter(
            "salvaguarda.delivery.attempts",
            "channel",
            delivery.channel(),
            "outcome",
            lower(outcome.getClass().getSimpleName()))
        .increment();
  }

  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(
            session ->
                countStates(session)
                    .chain(() -> measureAge(session))
                    .chain(() -> countGone(session)))
        .onFailure()
        .invoke(
            () -> {
              counts.values().forEach(count -> count.set(Double.NaN));
              oldestSeconds.set(Double.NaN);
              gone.set(Double.NaN);
            })
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> countStates(Mutiny.Session session) {
    return session
        .createNativeQuery(COUNTS, Object[].class)
        .getResultList()
        .invoke(
            found -> {
              counts.values().forEach(count -> count.set(0.0));
              found.forEach(
                  row ->
                      counts
                          .get(DeliveryState.valueOf((String) row[0]))
                          .set(((Number) row[1]).doubleValue()));
            })
        .replaceWithVoid();
  }

  private Uni<Void> measureAge(Mutiny.Session session) {
    return session
        .createNativeQuery(OLDEST, Double.class)
        .getSingleResult()
        .invoke(oldestSeconds::set)
        .replaceWithVoid();
  }

  private Uni<Void> countGone(Mutiny.Session session) {
    return session
        .createNativeQuery(GONE, Long.class)
        .getSingleResult()
        .invoke(count -> gone.set(count.doubleValue()))
        .replaceWithVoid();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
