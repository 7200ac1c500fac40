package io.salvaguarda.backup.run.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What backups cost and how they end, for Prometheus. */
@ApplicationScoped
class BackupMetrics {

  private static final String SOURCE = "source";

  private final MeterRegistry registry;

  BackupMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void completed(CatalogEntry backup, Duration took) {
    String source = backup.sourceId();
    registry.counter("salvaguarda.backup.completed", SOURCE, source).increment();
    registry.timer("salvaguarda.backup.duration", SOURCE, source).record(took);
    registry.counter("salvaguarda.backup.bytes", SOURCE, source).increment(backup.plainBytes());
    registry
        .counter("salvaguarda.backup.stored.bytes", SOURCE, source)
        .increment(backup.storedBytes());
  }

  void failed(String source, Failure failure) {
    registry
        .counter("salvaguarda.backup.failed", SOURCE, source, "error", failure.errorClass().name())
        .increment();
  }
}
