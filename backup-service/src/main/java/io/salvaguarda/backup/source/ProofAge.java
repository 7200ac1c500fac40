package io.salvaguarda.backup.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The age of each source's newest backup and newest verified backup, as metrics: what is lost at
 * most if the source is lost now; and how many backups it has, and how many of them are held. NaN
 * when there is none, or when the database is away.
 */
@ApplicationScoped
class ProofAge {

  private static final Logger LOG = Logger.getLogger(ProofAge.class);

  private final Transactions transactions;
  private final SourceStates states;
  private final List<String> sources;
  private final Map<String, AtomicReference<Double>> backupAges = new HashMap<>();
  private final Map<String, AtomicReference<Double>> verifiedAges = new HashMap<>();
  private final Map<String, AtomicReference<Double>> kept = new HashMap<>();
  private final Map<String, AtomicReference<Double>> held = new HashMap<>();

  ProofAge(
      Transactions transactions, SourceStates states, SuiteConfig config, MeterRegistry metrics) {
    this.transactions = transactions;
    this.states = states;
    this.sources = List.copyOf(config.sources().keySet());
    for (String source : sources) {
      Tags tags = Tags.of("source", source);
      backupAges.put(source, gauge(metrics, "salvaguarda.backup.last.age.seconds", tags));
      verifiedAges.put(
          source, gauge(metrics, "salvaguarda.backup.last.verified.age.seconds", tags));
      kept.put(source, gauge(metrics, "salvaguarda.backup.kept", tags));
      held.put(source, gauge(metrics, "salvaguarda.backup.held", tags));
    }
  }

  private static AtomicReference<Double> gauge(MeterRegistry metrics, String name, Tags tags) {
    return metrics.gauge(name, tags, new AtomicReference<>(Double.NaN), AtomicReference::get);
  }

  @Scheduled(
      every = "${salvaguarda.proof-age.every:15s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return transactions
        .run(session -> states.of(session, sources))
        .invoke(found -> found.values().forEach(this::take))
        .onFailure()
        .invoke(
            failure -> {
              verifiedAges.values().forEach(age -> age.set(Double.NaN));
              backupAges.values().forEach(age -> age.set(Double.NaN));
              kept.values().forEach(count -> count.set(Double.NaN));
              held.values().forEach(count -> count.set(Double.NaN));
              LOG.debugf("event=proof.age_unknown cause=%s", failure.toString());
            })
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private void take(SourceStates.State state) {
    backupAges.get(state.sourceId()).set(secondsSince(state.lastBackupAt()));
    verifiedAges.get(state.sourceId()).set(secondsSince(state.lastVerifiedCompletedAt()));
    kept.get(state.sourceId()).set((double) state.backups());
    held.get(state.sourceId()).set((double) state.heldBackups());
  }

  private static double secondsSince(Instant then) {
    return then == null ? Double.NaN : Duration.between(then, Instant.now()).toMillis() / 1000.0;
  }
}
