package io.salvaguarda.backup.wal.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.wal.WalStanding;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What comes in, and how far behind it is. */
@ApplicationScoped
class WalMetrics {

  private static final String SOURCE = "source";

  private final MeterRegistry registry;
  private final Map<String, AtomicReference<Double>> lags = new HashMap<>();
  private final Map<String, AtomicReference<Double>> slots = new HashMap<>();

  WalMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    for (PostgresSource source : config.sources().values()) {
      if (source.wal() != WalMode.NONE) {
        lags.put(source.id(), gauge("salvaguarda.wal.lag.seconds", source.id()));
        slots.put(source.id(), gauge("salvaguarda.wal.slot.bytes", source.id()));
      }
    }
  }

  private AtomicReference<Double> gauge(String name, String source) {
    return registry.gauge(
        name, Tags.of(SOURCE, source), new AtomicReference<>(Double.NaN), AtomicReference::get);
  }

  /** A whole file is durable. */
  void stored(String source, WalMode way, long bytes) {
    Tags tags = Tags.of(SOURCE, source, "way", way.word());
    registry.counter("salvaguarda.wal.files", tags).increment();
    registry.counter("salvaguarda.wal.bytes", tags).increment(bytes);
  }

  /** A pushed file was not taken. */
  void refused(String source) {
    registry.counter("salvaguarda.wal.refused", Tags.of(SOURCE, source)).increment();
  }

  /** How it stands; by the instance that follows the log. */
  void standing(String source, WalStanding standing) {
    Double lag = standing.lagSeconds();
    lags.get(source).set(lag == null ? Double.NaN : lag);
    slots.get(source).set(standing.slot() == null ? Double.NaN : (double) standing.slot().bytes());
  }

  /** Another instance knows. */
  void unknown(String source) {
    lags.get(source).set(Double.NaN);
    slots.get(source).set(Double.NaN);
  }
}
