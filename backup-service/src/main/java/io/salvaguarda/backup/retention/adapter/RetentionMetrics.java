package io.salvaguarda.backup.retention.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.repositories.LastRunGauges;
import io.salvaguarda.backup.repositories.MeasuredRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/**
 * What retention deletes, how it fails, and when it last looked at each source. No bytes: what a
 * deleted backup shared with others is still there, and what it did not is freed by a prune.
 */
@ApplicationScoped
class RetentionMetrics implements MeasuredRuns {

  private static final String SOURCE = "source";

  private final MeterRegistry registry;
  private final LastRunGauges lasts;

  RetentionMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    this.lasts = new LastRunGauges(registry, "salvaguarda.retention.last.timestamp.seconds");
    config.sources().keySet().forEach(source -> lasts.add(source, Tags.of(SOURCE, source)));
  }

  void deleted(String source) {
    registry.counter("salvaguarda.retention.deleted.backups", SOURCE, source).increment();
  }

  void failed(String source, Failure failure) {
    registry
        .counter(
            "salvaguarda.retention.failed",
            Tags.of(SOURCE, source, "error", failure.errorClass().name()))
        .increment();
  }

  @Override
  public String kind() {
    return RetentionJob.KIND;
  }

  @Override
  public void ended(Map<String, Instant> ends) {
    lasts.showTimes(ends);
  }
}
