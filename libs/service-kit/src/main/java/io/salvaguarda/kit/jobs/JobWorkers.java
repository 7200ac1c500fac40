package io.salvaguarda.kit.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** This instance's workers: claims while there is room, sweeps while idle, stops at shutdown. */
@ApplicationScoped
public class JobWorkers {

  private static final Logger LOG = Logger.getLogger(JobWorkers.class);
  private static final long SHUTDOWN_SECONDS = 8;

  private final JobHandlers handlers;
  private final JobSettlement settlement;
  private final JobLeases leases;
  private final JobSettings settings;
  private final JobSignal signal;
  private final Transactions transactions;
  private final Json json;
  private final Semaphore room;
  private final Map<UUID, JobAttempt> running = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  JobWorkers(
      JobHandlers handlers,
      JobSettlement settlement,
      JobLeases leases,
      JobSettings settings,
      JobSignal signal,
      Transactions transactions,
      Json json) {
    this.handlers = handlers;
    this.settlement = settlement;
    this.leases = leases;
    this.settings = settings;
    this.signal = signal;
    this.transactions = transactions;
    this.json = json;
    this.room = new Semaphore(settings.concurrency());
  }

  void start(@Observes StartupEvent event) {
    if (!handlers.none()) {
      Thread.ofVirtual().name("job-claims").start(this::claimLoop);
      Thread.ofVirtual().name("job-sweeper").start(this::sweepLoop);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    open = false;
    signal.raise();
    running.values().forEach(attempt -> attempt.context().stop(JobStopped.Reason.SHUTDOWN));
    if (!room.tryAcquire(settings.concurrency(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warnf("event=jobs.shutdown_incomplete running=%s", running.keySet());
    }
  }

  /** Attempts that run in this process now. */
  public int runningCount() {
    return running.size();
  }

  private void claimLoop() {
    while (open) {
      try {
        room.acquire();
        if (!open || !claimAndRun()) {
          room.release();
          signal.await(settings.poll());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** True when an attempt now runs and will give its room back itself. */
  private boolean claimAndRun() {
    try {
      Job job = settlement.claim(hasRoomForBackground());
      if (job == null) {
        return false;
      }
      JobAttempt attempt = new JobAttempt(job, handlers.of(job), settlement);
      running.put(job.id, attempt);
      // a platform thread: work on files and pipes holds a virtual thread's carrier, and where
      // those are few, heartbeats would wait for the work that they are to keep alive
      Thread.ofPlatform().daemon().name("job-" + job.id).start(() -> runAttempt(job, attempt));
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("event=jobs.claim_failed cause=%s", e.toString());
      return false;
    }
  }

  /** Where there are several places, one is for work that somebody waits for. */
  private boolean hasRoomForBackground() {
    Set<String> kinds = handlers.background();
    long there =
        running.values().stream()
            .filter(attempt -> kinds.contains(attempt.context().job().kind()))
            .count();
    return there < Math.max(1, settings.concurrency() - 1);
  }

  private void runAttempt(Job job, JobAttempt attempt) {
    LOG.infof(
        "event=job.started job=%s kind=%s source=%s attempt=%d",
        job.id, job.kind, job.sourceId, job.attempt);
    Heartbeat heartbeat =
        new Heartbeat(job, attempt.context(), leases, transactions, json, settings.lease());
    Thread beating = Thread.ofVirtual().name("beat-" + job.id).start(heartbeat);
    try {
      attempt.run();
    } catch (RuntimeException e) {
      // the result could not be written: the lease will end and another attempt will follow
      LOG.errorf(e, "event=job.unsettled job=%s attempt=%d", job.id, job.attempt);
    } finally {
      beating.interrupt();
      running.remove(job.id);
      room.release();
    }
  }

  private void sweepLoop() {
    while (open) {
      try {
        while (open && settlement.sweepOne()) {
          signal.raise();
        }
      } catch (RuntimeException e) {
        LOG.warnf("event=jobs.sweep_failed cause=%s", e.toString());
      }
      try {
        Thread.sleep(settings.poll());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
