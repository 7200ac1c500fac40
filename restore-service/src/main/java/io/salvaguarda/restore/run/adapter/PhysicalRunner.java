package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobState;
import io.salvaguarda.kit.jobs.JobStopped;
import io.salvaguarda.kit.jobs.JobStopped.Reason;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.physical.AttemptFolders;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.run.physical.PhysicalRestore;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs an attempt of a physical restore, and leaves nothing of one that came to nothing. */
@ApplicationScoped
class PhysicalRunner {

  private static final Logger LOG = Logger.getLogger(PhysicalRunner.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final Scratch scratch;
  private final Transactions transactions;
  private final JobStore jobs;
  private final RestoreSettings settings;
  private final WalFetches fetches;

  PhysicalRunner(
      SuiteConfig config,
      Repositories repositories,
      Scratch scratch,
      Transactions transactions,
      JobStore jobs,
      RestoreSettings settings,
      WalFetches fetches) {
    this.config = config;
    this.repositories = repositories;
    this.scratch = scratch;
    this.transactions = transactions;
    this.jobs = jobs;
    this.settings = settings;
    this.fetches = fetches;
  }

  RestoreOutcome<PhysicalResult> run(JobContext<PhysicalPayload> context) throws Exception {
    PhysicalPayload order = context.payload();
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (source == null || !repositories.names().contains(order.repository())) {
      return new RestoreOutcome.Failed<>(
          RestoreRunner.notConfigured(context.job().sourceId(), order));
    }
    AttemptFolders folders = AttemptFolders.of(order, context.jobId(), context.attempt());
    JobSupervision supervision = new JobSupervision(context);
    ToolUser owner = ToolUser.forTools();
    try (WalFetches.Fetch fetch = fetches.begin(source.id(), order.systemId(), owner)) {
      PhysicalRestore restore =
          new PhysicalRestore(
              order,
              new PhysicalRestore.Place(
                  () -> repositories.existing(order.repository()),
                  settings.directoriesOrNone(),
                  owner,
                  scratch.path(),
                  fetch.command(),
                  settings.deadline(),
                  line ->
                      LOG.infof("event=restore.tool_said job=%s line=%s", context.jobId(), line)),
              folders,
              () -> isMine(context.job()),
              supervision);
      return stopped(restore, folders, supervision);
    }
  }

  private RestoreOutcome<PhysicalResult> stopped(
      PhysicalRestore restore, AttemptFolders folders, JobSupervision supervision)
      throws Exception {
    try {
      RestoreOutcome<PhysicalResult> outcome =
          OwnThread.call("restore-" + folders.jobId(), supervision, restore::run);
      if (!(outcome instanceof RestoreOutcome.Restored)) {
        wipe(folders);
      }
      return outcome;
    } catch (JobStopped stop) {
      if (stop.reason() == Reason.LEASE_LOST) {
        throw stop; // another attempt has the job, and wipes
      }
      wipe(folders);
      Optional<RestoreOutcome<PhysicalResult>> late =
          restore.finished().map(RestoreOutcome.Restored::new);
      return late.orElseThrow(() -> stop);
    }
  }

  private boolean isMine(Job running) {
    Job job = transactions.await(session -> jobs.find(session, running.id()));
    return job != null && job.state() == JobState.RUNNING && job.attempt() == running.attempt();
  }

  /** What all attempts of the job have left; false when it could not be done. */
  static boolean wipe(AttemptFolders folders) {
    try {
      if (folders.wipe()) {
        LOG.infof("event=restore.wiped job=%s attempt=%d", folders.jobId(), folders.attempt());
      }
      return true;
    } catch (IOException e) {
      LOG.errorf(
          "event=restore.not_wiped job=%s directory=%s cause=\"%s\"",
          folders.jobId(), folders.primary().target().path(), e);
      return false;
    }
  }
}
