package io.salvaguarda.notifier.deadman.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.config.DeadManSwitch;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.deadman.Vitals;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells the switch that this service works, or that it does not. Once over all instances; without
 * the database each instance tells its own trouble, for a dead man's switch that hears nothing
 * alarms anyway.
 */
@ApplicationScoped
class DeadManPing {

  private static final Logger LOG = Logger.getLogger(DeadManPing.class);

  private final Optional<DeadManSwitch> configured;
  private final DeadManSettings settings;
  private final VitalRows rows;
  private final Transactions transactions;
  private final SwitchClient client;
  private final MeterRegistry metrics;
  private long lastOwnTrouble = Long.MIN_VALUE;

  DeadManPing(
      SuiteConfig config,
      DeadManSettings settings,
      VitalRows rows,
      Transactions transactions,
      SwitchClient client,
      MeterRegistry metrics) {
    this.configured = config.deadManSwitch();
    this.settings = settings;
    this.rows = rows;
    this.transactions = transactions;
    this.client = client;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "${salvaguarda.dead-man-switch.poll:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    configured.ifPresent(this::look);
  }

  private void look(DeadManSwitch dead) {
    try {
      if (transactions.await(session -> rows.claim(session, dead.every()))) {
        Vitals vitals = transactions.await(s -> rows.vitals(s, settings.stuckAfter()));
        tell(dead, vitals.complaints(settings.deafAfter()));
      }
    } catch (RuntimeException e) {
      ownTrouble(dead, e);
    }
  }

  private void tell(DeadManSwitch dead, List<String> complaints) {
    boolean well = complaints.isEmpty();
    String said = String.join("; ", complaints);
    String answer = client.tell(dead, complaints);
    count(well, answer);
    LOG.debugf("event=dead_man_switch.told well=%s said=\"%s\" answer=\"%s\"", well, said, answer);
    transactions.await(session -> rows.note(session, well, said, answer));
  }

  private void ownTrouble(DeadManSwitch dead, RuntimeException failure) {
    LOG.warnf("event=dead_man_switch.in_trouble cause=%s", failure.toString());
    long now = System.nanoTime();
    if (lastOwnTrouble == Long.MIN_VALUE || now - lastOwnTrouble > dead.every().toNanos()) {
      lastOwnTrouble = now;
      count(false, client.tell(dead, List.of("the database cannot be used")));
    }
  }

  private void count(boolean well, String answer) {
    metrics
        .counter(
            "salvaguarda.dead.man.switch",
            "said",
            well ? "well" : "unwell",
            "taken",
            Boolean.toString(answer.equals(SwitchClient.TAKEN)))
        .increment();
  }
}
