package io.salvaguarda.restore.run.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobState;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.restore.run.Working;
import io.salvaguarda.restore.run.WorkingDatabases;
import io.salvaguarda.restore.run.physical.AttemptFolders;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Drops what a killed attempt has begun when no other attempt follows that would: the job was
 * cancelled in the queue, or its last worker died. Only of jobs that this service knows to have
 * ended, for several suites may restore to one server.
 */
@ApplicationScoped
class LeftoverSweep {

  private static final Logger LOG = Logger.getLogger(LeftoverSweep.class);

  private static final int MOST_JOBS = 500;

  /** A worker that was thought dead has noticed that within this time. */
  private static final Duration RECENT = Duration.ofHours(1);

  private final SuiteConfig config;
  private final Transactions transactions;
  private final JobStore jobs;
  private final RestoreSettings settings;
  private final Json json;
  private volatile Thread loop;

  LeftoverSweep(
      SuiteConfig config,
      Transactions transactions,
      JobStore jobs,
      RestoreSettings settings,
      Json json) {
    this.config = config;
    this.transactions = transactions;
    this.jobs = jobs;
    this.settings = settings;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    loop = Thread.ofVirtual().name("restore-leftovers").start(this::sweepForEver);
  }

  void stop(@Observes ShutdownEvent event) {
    loop.interrupt();
  }

  private void sweepForEver() {
    // at first all that is known, since nobody may have been there to sweep; then what is new
    Instant since = Instant.EPOCH;
    try {
      while (true) {
        if (sweep(since)) {
          since = Instant.now().minus(RECENT);
        }
        Thread.sleep(settings.sweep());
      }
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when it could not be done everywhere. */
  private boolean sweep(Instant since) {
    try {
      Map<ConnectionSpec, Set<UUID>> ended = new LinkedHashMap<>();
      for (Job job :
          transactions.await(session -> jobs.recent(session, RestoreJob.KIND, MOST_JOBS))) {
        PostgresSource source = config.sources().get(job.sourceId());
        if (source != null && mayHaveLeftSomething(job) && job.finishedAt().isAfter(since)) {
          ended.computeIfAbsent(Servers.of(source), server -> new HashSet<>()).add(job.id());
        }
      }
      boolean everywhere = sweepFolders(since);
      for (Map.Entry<ConnectionSpec, Set<UUID>> server : ended.entrySet()) {
        everywhere &= sweep(server.getKey(), server.getValue());
      }
      return everywhere;
    } catch (RuntimeException e) {
      LOG.warnf("event=restore.sweep_failed cause=\"%s\"", e.toString());
      return false;
    }
  }

  private boolean sweepFolders(Instant since) {
    boolean everywhere = true;
    for (Job job :
        transactions.await(session -> jobs.recent(session, PhysicalJob.KIND, MOST_JOBS))) {
      if (mayHaveLeftSomething(job) && job.finishedAt().isAfter(since)) {
        PhysicalPayload order = json.read(job.payload(), PhysicalPayload.class);
        everywhere &= PhysicalRunner.wipe(AttemptFolders.of(order, job.id(), job.attempt()));
      }
    }
    return everywhere;
  }

  private static boolean mayHaveLeftSomething(Job job) {
    return job.attempt() > 0
        && (job.state() == JobState.FAILED || job.state() == JobState.CANCELLED);
  }

  private static boolean sweep(ConnectionSpec server, Set<UUID> ended) {
    try {
      WorkingDatabases databases = new WorkingDatabases(server);
      for (Working working : databases.all()) {
        if (ended.contains(working.jobId()) && databases.drop(working)) {
          LOG.warnf("event=restore.swept database=%s", working.database());
        }
      }
      return true;
    } catch (PostgresException e) {
      LOG.warnf("event=restore.sweep_failed cause=\"%s\"", e.failure().message());
      return false;
    }
  }
}
