package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobStopped;
import io.salvaguarda.kit.jobs.JobStopped.Reason;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.restore.run.DatabaseRestore;
import io.salvaguarda.restore.run.RestoreOrder;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreResult;
import io.salvaguarda.restore.run.Working;
import io.salvaguarda.restore.run.WorkingDatabases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs an attempt of a restore for a job, and leaves nothing of one that came to nothing. */
@ApplicationScoped
class RestoreRunner {

  private static final Logger LOG = Logger.getLogger(RestoreRunner.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final Scratch scratch;
  private final Transactions transactions;
  private final JobStore jobs;

  RestoreRunner(
      SuiteConfig config,
      Repositories repositories,
      Scratch scratch,
      Transactions transactions,
      JobStore jobs) {
    this.config = config;
    this.repositories = repositories;
    this.scratch = scratch;
    this.transactions = transactions;
    this.jobs = jobs;
  }

  RestoreOutcome<RestoreResult> run(JobContext<RestorePayload> context) throws Exception {
    RestorePayload order = context.payload();
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (!isAsAskedFor(source, order)) {
      return new RestoreOutcome.Failed<>(notConfigured(context.job().sourceId(), order));
    }
    ConnectionSpec server = Servers.of(source);
    Working working = new Working(context.jobId(), context.attempt());
    JobSupervision supervision = new JobSupervision(context);
    DatabaseRestore restore =
        new DatabaseRestore(
            order,
            new DatabaseRestore.Place(
                () -> repositories.existing(order.repository()),
                server,
                false,
                scratch.path(),
                line -> LOG.infof("event=restore.tool_said job=%s line=%s", working.jobId(), line)),
            working,
            new FinishRows(transactions, jobs, working.jobId(), working.attempt()),
            supervision);
    try {
      RestoreOutcome<RestoreResult> outcome =
          OwnThread.call("restore-" + working.jobId(), supervision, restore::run);
      drop(server, working);
      return outcome;
    } catch (JobStopped stop) {
      // first the drop: it waits for a renaming that is under way, and finds nothing after it
      drop(server, working);
      return finishedNevertheless(restore, stop).orElseThrow(() -> stop);
    }
  }

  /** The server that the request named, too: the configuration may have been changed since. */
  private boolean isAsAskedFor(PostgresSource source, RestorePayload order) {
    return source != null
        && repositories.names().contains(order.repository())
        && source.host().equals(order.host())
        && source.port() == order.port();
  }

  /** A cancellation that came too late must not call a database dropped that is there. */
  private static Optional<RestoreOutcome<RestoreResult>> finishedNevertheless(
      DatabaseRestore restore, JobStopped stop) {
    if (stop.reason() != Reason.CANCELLED && stop.reason() != Reason.DEADLINE) {
      return Optional.empty();
    }
    try {
      Optional<RestoreResult> result = restore.finished();
      return result.map(RestoreOutcome.Restored::new);
    } catch (PostgresException e) {
      return Optional.empty();
    }
  }

  private static void drop(ConnectionSpec server, Working working) {
    try {
      if (new WorkingDatabases(server).drop(working)) {
        LOG.infof("event=restore.dropped job=%s attempt=%d", working.jobId(), working.attempt());
      }
    } catch (PostgresException e) {
      LOG.errorf(
          "event=restore.not_dropped job=%s database=%s message=\"%s\"",
          working.jobId(), working.database(), e.failure().message());
    }
  }

  static Failure notConfigured(String sourceId, RestoreOrder order) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.CONFIGURATION,
        "Source %s or repository %s is no longer in salvaguarda.yaml as it was."
            .formatted(sourceId, order.repository()),
        "Put them back, or ask for the restore again.",
        List.of());
  }
}
