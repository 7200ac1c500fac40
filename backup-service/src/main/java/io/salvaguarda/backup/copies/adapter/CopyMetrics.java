package io.salvaguarda.backup.copies.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.backup.copies.CopyFigures;
import io.salvaguarda.backup.repositories.LastRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What is copied, how it fails, and how old each copy is: what is lost at most with the first. */
@ApplicationScoped
class CopyMetrics {

  private static final Logger LOG = Logger.getLogger(CopyMetrics.class);

  private final MeterRegistry registry;
  private final LastRuns runs;
  private final Map<String, AtomicReference<Double>> ages = new HashMap<>();

  CopyMetrics(MeterRegistry registry, LastRuns runs, SuiteConfig config) {
    this.registry = registry;
    this.runs = runs;
    for (CopyPair pair : CopyPair.allOf(config)) {
      ages.put(
          pair.key(),
          registry.gauge(
              "salvaguarda.copy.last.age.seconds",
              tags(pair),
              new AtomicReference<>(Double.NaN),
              AtomicReference::get));
    }
  }

  void copied(CopyPair pair, CopyFigures figures) {
    registry.counter("salvaguarda.copy.backups", tags(pair)).increment(figures.backups());
    registry.counter("salvaguarda.copy.bytes", tags(pair)).increment(figures.newBytes());
  }

  void failed(CopyPair pair, Failure failure) {
    registry
        .counter("salvaguarda.copy.failed", tags(pair).and("error", failure.errorClass().name()))
        .increment();
  }

  private static Tags tags(CopyPair pair) {
    return Tags.of("from", pair.from(), "to", pair.to());
  }

  /** NaN when it never was, or when the database is away. */
  @Scheduled(
      every = "${salvaguarda.proof-age.every:15s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return runs.of(CopyPair.JOB_KIND)
        .onFailure()
        .invoke(failure -> LOG.debugf("event=copy.age_unknown cause=%s", failure.toString()))
        .onFailure()
        .recoverWithItem(Map.of())
        .invoke(ends -> ages.forEach((pair, age) -> age.set(secondsSince(ends.get(pair)))))
        .replaceWithVoid();
  }

  private static double secondsSince(Instant then) {
    return then == null ? Double.NaN : Duration.between(then, Instant.now()).toMillis() / 1000.0;
  }
}
