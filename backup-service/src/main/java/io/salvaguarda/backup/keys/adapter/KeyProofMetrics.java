package io.salvaguarda.backup.keys.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salvaguarda.backup.repositories.LastRunGauges;
import io.salvaguarda.backup.repositories.MeasuredRuns;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** When every key of a repository was last found proven, who is overdue, and what failed. */
@ApplicationScoped
class KeyProofMetrics implements MeasuredRuns {

  private static final String REPOSITORY = "repository";

  private final MeterRegistry registry;
  private final LastRunGauges ages;
  private final Map<String, AtomicReference<Double>> overdue = new HashMap<>();

  KeyProofMetrics(MeterRegistry registry, SuiteConfig config) {
    this.registry = registry;
    this.ages = new LastRunGauges(registry, "salvaguarda.key.proof.last.age.seconds");
    for (String repository : config.repositories().keySet()) {
      Tags tags = Tags.of(REPOSITORY, repository);
      ages.add(repository, tags);
      overdue.put(
          repository,
          registry.gauge(
              "salvaguarda.key.proof.overdue",
              tags,
              new AtomicReference<>(Double.NaN),
              AtomicReference::get));
    }
  }

  /** How many recipients the last look found overdue; NaN before the first. */
  void overdue(String repository, int recipients) {
    overdue.get(repository).set((double) recipients);
  }

  void failed(String repository, Failure failure) {
    registry
        .counter(
            "salvaguarda.key.proof.failed",
            Tags.of(REPOSITORY, repository, "error", failure.errorClass().name()))
        .increment();
  }

  @Override
  public String kind() {
    return KeyProofWishes.KIND;
  }

  @Override
  public void ended(Map<String, Instant> lasts) {
    ages.showAges(lasts);
  }
}
