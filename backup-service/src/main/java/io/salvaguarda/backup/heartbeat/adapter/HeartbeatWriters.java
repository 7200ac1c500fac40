package io.salvaguarda.backup.heartbeat.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** This instance's offer to write each heartbeat. */
@ApplicationScoped
class HeartbeatWriters {

  private final SuiteConfig config;
  private final HeartbeatTurns turns;
  private final HeartbeatMetrics metrics;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  HeartbeatWriters(SuiteConfig config, HeartbeatTurns turns, HeartbeatMetrics metrics) {
    this.config = config;
    this.turns = turns;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent started) {
    for (PostgresSource source : config.sources().values()) {
      if (source.heartbeat().isPresent()) {
        threads.add(
            Thread.ofPlatform().daemon().name("heartbeat-" + source.id()).start(() -> run(source)));
      }
    }
  }

  private void run(PostgresSource source) {
    try {
      new HeartbeatWriter(source, turns, metrics).run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt(); // the service stops
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    threads.forEach(Thread::interrupt);
  }
}
