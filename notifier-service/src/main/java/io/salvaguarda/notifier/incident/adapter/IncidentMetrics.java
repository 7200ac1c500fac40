package io.salvaguarda.notifier.incident.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;

/** Open incidents by what became of them; NaN when the database is away. */
@ApplicationScoped
class IncidentMetrics {
  private static final List<String> STATES = List.of("untold", "told", "acknowledged", "escalated");

  private static final String COUNTS =
      """
      select case when acknowledged_at is not null then 'acknowledged'
                  when steps > 0 then 'escalated'
                  when told_at is null then 'untold'
                  else 'told' end, count(*)
      from incident where resolved_at is null
      group by 1
      """;

  private final Transactions transactions;
  private final Map<String, AtomicReference<Double>> counts = new TreeMap<>();

  IncidentMetrics(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    for (String state : STATES) {
      AtomicReference<Double> count = new AtomicReference<>(0.0);
      counts.put(state, count);
      registry.gauge(
          "salvaguarda.incidents.open", Tags.of("state", state), count, AtomicReference::get);
    }
  }

  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(IncidentMetrics::count)
        .invoke(
            found -> counts.forEach((state, count) -> count.set(found.getOrDefault(state, 0.0))))
        .onFailure()
        .invoke(() -> counts.values().forEach(count -> count.set(Double.NaN)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Map<String, Double>> count(Mutiny.Session session) {
    return session
        .createNativeQuery(COUNTS, Object[].class)
        .getResultList()
        .map(
            rows -> {
              Map<String, Double> found = new TreeMap<>();
              rows.forEach(row -> found.put((String) row[0], ((Number) row[1]).doubleValue()));
              return found;
            });
  }
}
