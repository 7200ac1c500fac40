package io.salvaguarda.backup.wal.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** This instance's offer to follow each source's log. */
@ApplicationScoped
class WalWorkers {

  private static final Duration LAST_WORDS = Duration.ofSeconds(8);

  private final SuiteConfig config;
  private final WalArchives archives;
  private final WalLeases leases;
  private final WalWatch watch;
  private final WalMetrics metrics;
  private final WalSettings settings;
  private final Scratch scratch;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  WalWorkers(
      SuiteConfig config,
      WalArchives archives,
      WalLeases leases,
      WalWatch watch,
      WalMetrics metrics,
      WalSettings settings,
      Scratch scratch) {
    this.config = config;
    this.archives = archives;
    this.leases = leases;
    this.watch = watch;
    this.metrics = metrics;
    this.settings = settings;
    this.scratch = scratch;
  }

  void start(@Observes StartupEvent started) {
    for (PostgresSource source : config.sources().values()) {
      if (source.wal() != WalMode.NONE) {
        threads.add(
            Thread.ofPlatform().daemon().name("wal-" + source.id()).start(() -> run(source)));
      }
    }
  }

  private void run(PostgresSource source) {
    try {
      new WalWorker(source, archives, leases, watch, metrics, settings, scratch).run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt(); // the service stops
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(LAST_WORDS);
    }
  }
}
