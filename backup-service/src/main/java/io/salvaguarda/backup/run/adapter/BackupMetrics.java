package io.salvaguarda.backup.run.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** What backups cost and how they end, for Prometheus. */
@ApplicationScoped
class BackupMetrics {

  private final MeterRegistry registry;

  BackupMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void completed(CatalogEntry backup, Duration took) {
    Tags tags = tags(backup.sourceId(), backup.kind());
    registry.counter("salvaguarda.backup.completed", tags).increment();
    registry.timer("salvaguarda.backup.duration", tags).record(took);
    registry.counter("salvaguarda.backup.bytes", tags).increment(backup.plainBytes());
    registry.counter("salvaguarda.backup.stored.bytes", tags).increment(backup.storedBytes());
  }

  void failed(String source, BackupKind kind, Failure failure) {
    registry
        .counter(
            "salvaguarda.backup.failed",
            tags(source, kind).and("error", failure.errorClass().name()))
        .increment();
  }

  private static Tags tags(String source, BackupKind kind) {
    return Tags.of("source", source, "kind", kind.name().toLowerCase(Locale.ROOT));
  }
}
