package io.salvaguarda.restore.drill.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What each source's latest drill came to and when its window was last proven, as metrics. NaN when
 * there was none, or when the database is away.
 */
@ApplicationScoped
class LastDrillGauges {

  private static final double MILLIS = 1000.0;

  private final Transactions transactions;
  private final DrillRows drills;
  private final ProofRows proofs;
  private final MeterRegistry registry;
  private final Map<String, AtomicReference<Double>> gauges = new HashMap<>();

  LastDrillGauges(
      Transactions transactions,
      DrillRows drills,
      ProofRows proofs,
      SuiteConfig config,
      MeterRegistry registry) {
    this.transactions = transactions;
    this.drills = drills;
    this.proofs = proofs;
    this.registry = registry;
    for (PostgresSource source : config.sources().values()) {
      for (BackupKind kind : Kinds.of(source)) {
        Tags tags = Tags.of("source", source.id(), "kind", Kinds.word(kind));
        gauge("salvaguarda.drill.last.age.seconds", age(source.id(), kind), tags);
        gauge("salvaguarda.drill.last.recovery.seconds", recovery(source.id(), kind), tags);
        gauge("salvaguarda.drill.last.loss.seconds", loss(source.id(), kind), tags);
      }
      if (source.wal() != WalMode.NONE) {
        Tags tags = Tags.of("source", source.id());
        gauge("salvaguarda.window.proof.last.age.seconds", proof(source.id()), tags);
      }
    }
  }

  private static String age(String source, BackupKind kind) {
    return "age/" + source + "/" + kind;
  }

  private static String recovery(String source, BackupKind kind) {
    return "recovery/" + source + "/" + kind;
  }

  private static String loss(String source, BackupKind kind) {
    return "loss/" + source + "/" + kind;
  }

  private static String proof(String source) {
    return "proof/" + source;
  }

  private void gauge(String name, String key, Tags tags) {
    gauges.put(
        key, registry.gauge(name, tags, new AtomicReference<>(Double.NaN), AtomicReference::get));
  }

  @Scheduled(
      every = "${salvaguarda.last-drills.every:15s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(
            session ->
                drills
                    .latest(session)
                    .chain(found -> proofs.latest(session).invoke(times -> show(found, times))))
        .onFailure()
        .invoke(away -> gauges.values().forEach(gauge -> gauge.set(Double.NaN)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private void show(List<DrillView> found, Map<String, Instant> proven) {
    for (DrillView drill : found) {
      set(age(drill.sourceId(), drill.kind()), secondsSince(drill.endedAt()));
      set(recovery(drill.sourceId(), drill.kind()), drill.recoveryMillis() / MILLIS);
      set(loss(drill.sourceId(), drill.kind()), drill.lossMillis() / MILLIS);
    }
    proven.forEach((source, at) -> set(proof(source), secondsSince(at)));
  }

  /** A source may have been taken out of the configuration. */
  private void set(String key, double value) {
    if (gauges.containsKey(key)) {
      gauges.get(key).set(value);
    }
  }

  private static double secondsSince(Instant then) {
    return Duration.between(then, Instant.now()).toMillis() / MILLIS;
  }
}
