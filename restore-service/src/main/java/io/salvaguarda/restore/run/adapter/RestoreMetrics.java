package io.salvaguarda.restore.run.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What restores cost and how they end, for Prometheus. */
@ApplicationScoped
class RestoreMetrics {

  private static final String SOURCE = "source";

  private final MeterRegistry registry;

  RestoreMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void completed(String source, long millis, long bytes) {
    registry.counter("salvaguarda.restore.completed", SOURCE, source).increment();
    registry
        .timer("salvaguarda.restore.duration", SOURCE, source)
        .record(Duration.ofMillis(millis));
    registry.counter("salvaguarda.restore.bytes", SOURCE, source).increment(bytes);
  }

  void failed(String source, Failure failure) {
    registry
        .counter("salvaguarda.restore.failed", SOURCE, source, "error", failure.errorClass().name())
        .increment();
  }
}
