package io.salvaguarda.kit.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** How long the oldest record waits for Kafka, as a metric. NaN when the database is away. */
@ApplicationScoped
class OutboxAge {

  private static final Logger LOG = Logger.getLogger(OutboxAge.class);
  private static final String AGE =
      """
      select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 from outbox
      """;

  private final Transactions transactions;
  private final AtomicReference<Double> seconds = new AtomicReference<>(0.0);

  OutboxAge(Transactions transactions, MeterRegistry metrics) {
    this.transactions = transactions;
    metrics.gauge("salvaguarda.outbox.age.seconds", seconds, AtomicReference::get);
  }

  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(session -> session.createNativeQuery(AGE, Double.class).getSingleResult())
        .invoke(seconds::set)
        .onFailure()
        .invoke(
            failure -> {
              seconds.set(Double.NaN);
              LOG.debugf("event=outbox.age_unknown cause=%s", failure.toString());
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }
}
