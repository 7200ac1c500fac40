package io.salvaguarda.notifier.absence.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How many things did not come, and how long ago everything was last heard. NaN when the database
 * is away.
 */
@ApplicationScoped
class AbsenceMetrics {

  private static final String MISSING =
      "select count(*) from expectation where told_at is not null";

  private static final String AGE =
      "select extract(epoch from clock_timestamp() - heard_up_to)::float8 from hearing";

  private final Transactions transactions;
  private final AtomicReference<Double> missing = new AtomicReference<>(0.0);
  private final AtomicReference<Double> age = new AtomicReference<>(0.0);

  AbsenceMetrics(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    registry.gauge("salvaguarda.absence.missing", missing, AtomicReference::get);
    registry.gauge("salvaguarda.absence.heard.age.seconds", age, AtomicReference::get);
  }

  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(this::measure)
        .onFailure()
        .invoke(
            () -> {
              missing.set(Double.NaN);
              age.set(Double.NaN);
            })
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> measure(Mutiny.Session session) {
    return session
        .createNativeQuery(MISSING, Long.class)
        .getSingleResult()
        .invoke(count -> missing.set(count.doubleValue()))
        .chain(() -> session.createNativeQuery(AGE, Double.class).getSingleResult())
        .invoke(age::set)
        .replaceWithVoid();
  }
}
