package io.salvaguarda.backup.repositories;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** One gauge for each exclusive key; NaN when its work never came to its end, or is not known. */
public final class LastRunGauges {

  private final MeterRegistry registry;
  private final String name;
  private final Map<String, AtomicReference<Double>> gauges = new HashMap<>();

  public LastRunGauges(MeterRegistry registry, String name) {
    this.registry = registry;
    this.name = name;
  }

  public void add(String exclusiveKey, Tags tags) {
    gauges.put(
        exclusiveKey,
        registry.gauge(name, tags, new AtomicReference<>(Double.NaN), AtomicReference::get));
  }

  /** Seconds since then. */
  public void showAges(Map<String, Instant> lasts) {
    Instant now = Instant.now();
    show(lasts, last -> Duration.between(last, now).toMillis() / 1000.0);
  }

  /** Seconds since 1970. */
  public void showTimes(Map<String, Instant> lasts) {
    show(lasts, last -> last.toEpochMilli() / 1000.0);
  }

  private void show(Map<String, Instant> lasts, ToDoubleFunction<Instant> figure) {
    gauges.forEach(
        (key, gauge) ->
            gauge.set(lasts.containsKey(key) ? figure.applyAsDouble(lasts.get(key)) : Double.NaN));
  }
}
