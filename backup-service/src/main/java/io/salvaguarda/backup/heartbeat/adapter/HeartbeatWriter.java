package io.salvaguarda.backup.heartbeat.adapter;

import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.backup.heartbeat.Pulse;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresFailure;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One source's heartbeat on this instance: when it is its turn. One thread. */
final class HeartbeatWriter {

  private static final Logger LOG = Logger.getLogger(HeartbeatWriter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LOOKS_WHEN_EARLY = 20;

  private final PostgresSource source;
  private final Duration interval;
  private final HeartbeatTurns turns;
  private final HeartbeatMetrics metrics;
  private boolean failing;
  private boolean withoutTurns;

  HeartbeatWriter(PostgresSource source, HeartbeatTurns turns, HeartbeatMetrics metrics) {
    this.source = source;
    this.interval = source.heartbeat().orElseThrow();
    this.turns = turns;
    this.metrics = metrics;
  }

  /** Until it is interrupted. */
  void run() throws InterruptedException {
    try (Pulse pulse = new Pulse(SourceConnections.forBackup(source), PATIENCE)) {
      while (true) {
        long begun = System.nanoTime();
        Duration next = look(pulse);
        Thread.sleep(next.minusNanos(Math.min(next.toNanos(), System.nanoTime() - begun)));
      }
    }
  }

  /** When to look again, from the look's beginning. */
  private Duration look(Pulse pulse) {
    try {
      HeartbeatTurns.Turn turn = turns.take(source.id(), interval);
      withoutTurns = false;
      switch (turn) {
        case MINE -> told(pulse.beat());
        case NOT_YET -> {
          return interval.dividedBy(LOOKS_WHEN_EARLY);
        }
        case ANOTHERS -> {
          pulse.close();
          metrics.unknown(source.id());
        }
      }
    } catch (RuntimeException catalogAway) {
      if (!withoutTurns) {
        LOG.warnf("event=heartbeat.no_turn source=%s cause=\"%s\"", source.id(), catalogAway);
      }
      withoutTurns = true;
    }
    return interval;
  }

  /** Said when it begins and when it ends: a gap in the beats is no incident. */
  private void told(Outcome<Void> beat) {
    switch (beat) {
      case Outcome.Done<Void> done -> {
        metrics.written(source.id());
        if (failing) {
          LOG.infof("event=heartbeat.resumed source=%s", source.id());
        }
        failing = false;
      }
      case Outcome.Failed<Void> failed -> {
        PostgresFailure failure = failed.failure();
        metrics.failed(source.id(), failure);
        if (!failing) {
          LOG.warnf(
              "event=heartbeat.failing source=%s error=%s message=\"%s\"",
              source.id(), failure.error(), failure.message());
        }
        failing = true;
      }
    }
  }
}
