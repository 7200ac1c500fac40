package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.access.Scratch;
import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.backup.wal.SlotName;
import io.salvaguarda.backup.wal.WalFollower;
import io.salvaguarda.backup.wal.WalStreaming;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** One source's log, as long as this instance has the lease: streamed if need be, and watched. */
final class WalWorker {

  private static final Logger LOG = Logger.getLogger(WalWorker.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private final PostgresSource source;
  private final WalArchives archives;
  private final WalLeases leases;
  private final WalWatch watch;
  private final WalMetrics metrics;
  private final WalSettings settings;
  private final Scratch scratch;

  WalWorker(
      PostgresSource source,
      WalArchives archives,
      WalLeases leases,
      WalWatch watch,
      WalMetrics metrics,
      WalSettings settings,
      Scratch scratch) {
    this.source = source;
    this.archives = archives;
    this.leases = leases;
    this.watch = watch;
    this.metrics = metrics;
    this.settings = settings;
    this.scratch = scratch;
  }

  /** Claims, works and claims again; returns when it is interrupted. */
  void run() throws InterruptedException {
    while (true) {
      Optional<WalLease> lease = claim();
      if (lease.isPresent()) {
        work(lease.get());
      }
      Thread.sleep(Backoff.after(1, settings.lease().dividedBy(3)));
    }
  }

  private Optional<WalLease> claim() {
    try {
      return leases.claim(source.id());
    } catch (RuntimeException away) {
      LOG.warnf("event=wal.not_claimed source=%s cause=%s", source.id(), away.toString());
      return Optional.empty();
    }
  }

  private void work(WalLease lease) throws InterruptedException {
    LOG.infof("event=wal.claimed source=%s term=%d", source.id(), lease.term());
    StreamProgress progress = new StreamProgress(source.id(), metrics);
    Thread renewing = start("lease", () -> renew(lease));
    Thread watching = start("watch", () -> watch.look(source, lease, progress));
    try {
      if (source.wal() == WalMode.STREAM) {
        stream(lease, progress);
      }
      while (lease.isHeld()) {
        Thread.sleep(settings.lease().dividedBy(3));
      }
      LOG.warnf("event=wal.lease_lost source=%s term=%d", source.id(), lease.term());
    } finally {
      watching.interrupt();
      renewing.interrupt();
      leases.release(lease);
    }
  }

  private interface Duty {
    void run() throws InterruptedException;
  }

  private Thread start(String what, Duty duty) {
    return Thread.ofPlatform()
        .daemon()
        .name("wal-" + what + "-" + source.id())
        .start(
            () -> {
              try {
                duty.run();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt(); // the lease is over: so is this thread
              }
            });
  }

  private void renew(WalLease lease) throws InterruptedException {
    while (lease.isHeld()) {
      Thread.sleep(settings.lease().dividedBy(5));
      leases.renew(lease);
    }
  }

  private void stream(WalLease lease, StreamProgress progress) throws InterruptedException {
    int attempt = 0;
    while (lease.isHeld()) {
      long begin = System.nanoTime();
      attempt++;
      try {
        follow(lease::isHeld, progress);
      } catch (IOException | RuntimeException e) {
        broke(e, progress);
      }
      if (System.nanoTime() - begin > STEADY.toNanos()) {
        attempt = 1;
      }
      if (lease.isHeld()) {
        Thread.sleep(pause(attempt));
      }
    }
  }

  private void follow(BooleanSupplier mayGoOn, StreamProgress progress) throws IOException {
    LOG.infof("event=wal.connecting source=%s", source.id());
    new WalFollower(
            SourceConnections.forReplication(source),
            SlotName.of(source.id()),
            archives.of(source),
            scratch.path(),
            new WalStreaming.Pace(source.walFlush(), settings.uploads()),
            progress)
        .follow(() -> mayGoOn.getAsBoolean() && !Thread.currentThread().isInterrupted());
  }

  private void broke(Exception e, StreamProgress progress) {
    Failure failure = WalFailures.of(e, source);
    progress.broke(new Trouble(failure, Instant.now()));
    LOG.warnf(
        "event=wal.stream_broke source=%s error_class=%s cause=\"%s\"",
        source.id(), failure.errorClass(), failure.message());
  }

  private Duration pause(int attempt) {
    Duration pause = Backoff.after(attempt, settings.backoff());
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : Backoff.after(1, LONGEST_PAUSE);
  }
}
