package io.salvaguarda.backup.prune.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.prune.PruneFigures;
import io.salvaguarda.backup.repositories.LastRunGauges;
import io.salvaguarda.backup.repositories.MeasuredRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What prunes delete, how they fail, and when each repository's last one ended. */
@ApplicationScoped
class PruneMetrics implements MeasuredRuns {

  private static final String REPOSITORY = "repository";

  private final MeterRegistry registry;
  private final LastRunGauges lasts;
  private final Map<String, AtomicLong> lockedBytes = new ConcurrentHashMap<>();

  PruneMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    this.lasts = new LastRunGauges(registry, "salvaguarda.prune.last.timestamp.seconds");
    config
        .repositories()
        .keySet()
        .forEach(repository -> lasts.add(repository, Tags.of(REPOSITORY, repository)));
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

  /** What the last prune would have deleted, had it not been locked. */
  void locked(String repository, PruneFigures.Count locked) {
    lockedBytes
        .computeIfAbsent(
            repository,
            name ->
                registry.gauge(
                    "salvaguarda.prune.locked.bytes",
                    Tags.of(REPOSITORY, name),
                    new AtomicLong(),
                    AtomicLong::get))
        .set(locked.bytes());
  }

  void failed(String repository, Failure failure) {
    registry
        .counter(
            "salvaguarda.prune.failed",
            Tags.of(REPOSITORY, repository, "error", failure.errorClass().name()))
        .increment();
  }

  @Override
  public String kind() {
    return PruneWishes.KIND;
  }

  @Override
  public void ended(Map<String, Instant> ends) {
    lasts.showTimes(ends);
  }
}
