package io.salvaguarda.backup.heartbeat.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.postgres.PostgresFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** How old each source's heartbeat is, at the instance that writes it. */
@ApplicationScoped
class HeartbeatMetrics {

  private static final double MILLIS = 1000.0;

  private final MeterRegistry registry;
  private final Map<String, AtomicReference<Instant>> beats = new HashMap<>();

  HeartbeatMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    config.sources().values().stream()
        .filter(source -> source.heartbeat().isPresent())
        .forEach(
            source ->
                beats.put(
                    source.id(),
                    registry.gauge(
                        "salvaguarda.heartbeat.age.seconds",
                        Tags.of("source", source.id()),
                        new AtomicReference<>(),
                        HeartbeatMetrics::age)));
  }

  private static double age(AtomicReference<Instant> beat) {
    Instant at = beat.get();
    return at == null ? Double.NaN : Duration.between(at, Instant.now()).toMillis() / MILLIS;
  }

  void written(String source) {
    beats.get(source).set(Instant.now());
  }

  /** Its age goes on to grow, from when it began when there was none. */
  void failed(String source, PostgresFailure failure) {
    beats.get(source).compareAndSet(null, Instant.now());
    registry
        .counter(
            "salvaguarda.heartbeat.failed",
            Tags.of("source", source, "error", failure.error().name()))
        .increment();
  }

  /** Another instance knows. */
  void unknown(String source) {
    beats.get(source).set(null);
  }
}
