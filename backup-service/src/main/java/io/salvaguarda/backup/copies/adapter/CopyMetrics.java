package io.salvaguarda.backup.copies.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.copies.CopyFigures;
import io.salvaguarda.backup.repositories.LastRunGauges;
import io.salvaguarda.backup.repositories.MeasuredRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** What is copied, how it fails, and how old each copy is: what is lost at most with the first. */
@ApplicationScoped
class CopyMetrics implements MeasuredRuns {

  private final MeterRegistry registry;
  private final LastRunGauges ages;

  CopyMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    this.ages = new LastRunGauges(registry, "salvaguarda.copy.last.age.seconds");
    CopyPair.allOf(config).forEach(pair -> ages.add(pair.key(), tags(pair)));
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

  @Override
  public String kind() {
    return CopyPair.JOB_KIND;
  }

  @Override
  public void ended(Map<String, Instant> lasts) {
    ages.showAges(lasts);
  }
}
