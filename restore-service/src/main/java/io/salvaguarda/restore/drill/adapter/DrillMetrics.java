package io.salvaguarda.restore.drill.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Failure;
import io.salvaguarda.restore.drill.DrillResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What drills take and how they end, for Prometheus. */
@ApplicationScoped
class DrillMetrics {

  private final MeterRegistry registry;

  DrillMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void completed(String source, BackupKind kind, DrillResult result) {
    Tags tags = tags(source, kind);
    registry
        .timer("salvaguarda.drill.duration", tags)
        .record(Duration.ofMillis(result.recoveryMillis()));
  }

  void failed(String source, BackupKind kind, Failure failure) {
    registry
        .counter(
            "salvaguarda.drill.failed",
            tags(source, kind).and("error", failure.errorClass().name()))
        .increment();
  }

  void notProven(String source, Failure failure) {
    registry
        .counter(
            "salvaguarda.window.proof.failed",
            Tags.of("source", source, "error", failure.errorClass().name()))
        .increment();
  }

  private static Tags tags(String source, BackupKind kind) {
    return Tags.of("source", source, "kind", Kinds.word(kind));
  }
}
