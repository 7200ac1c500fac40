package io.salvaguarda.backup.prune.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.backup.prune.PruneFigures;
import io.salvaguarda.backup.repositories.LastRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What prunes delete, how they fail, and when each repository's last one ended. */
@ApplicationScoped
class PruneMetrics {

  private static final Logger LOG = Logger.getLogger(PruneMetrics.class);
  private static final String REPOSITORY = "repository";

  private final MeterRegistry registry;
  private final LastRuns runs;
  private final Map<String, AtomicReference<Double>> lasts = new HashMap<>();

  PruneMetrics(MeterRegistry registry, LastRuns runs, SuiteConfig config) {
    this.registry = registry;
    this.runs = runs;
    for (String repository : config.repositories().keySet()) {
      lasts.put(
          repository,
          registry.gauge(
              "salvaguarda.prune.last.timestamp.seconds",
              Tags.of(REPOSITORY, repository),
              new AtomicReference<>(Double.NaN),
              AtomicReference::get));
    }
  }

  /** What was deleted stays deleted, also when another prune took over. */
  void deleted(String repository, PruneFigures.Count deleted) {
    registry
        .counter("salvaguarda.prune.deleted.chunks", REPOSITORY, repository)
        .increment(deleted.chunks());
    registry
        .counter("salvaguarda.prune.deleted.bytes", REPOSITORY, repository)
        .increment(deleted.bytes());
  }

  void failed(String repository, Failure failure) {
    registry
        .counter(
            "salvaguarda.prune.failed",
            Tags.of(REPOSITORY, repository, "error", failure.errorClass().name()))
        .increment();
  }

  /** NaN when it never was, or when the database is away. */
  @Scheduled(
      every = "${salvaguarda.proof-age.every:15s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return runs.of(PruneWishes.KIND)
        .onFailure()
        .invoke(failure -> LOG.debugf("event=prune.last_unknown cause=%s", failure.toString()))
        .onFailure()
        .recoverWithItem(Map.of())
        .invoke(ends -> lasts.forEach((name, last) -> last.set(seconds(ends.get(name)))))
        .replaceWithVoid();
  }

  private static double seconds(Instant at) {
    return at == null ? Double.NaN : at.toEpochMilli() / 1000.0;
  }
}
