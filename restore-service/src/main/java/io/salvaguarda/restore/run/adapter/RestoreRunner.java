package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobStopped;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.DatabaseRestore;
import io.salvaguarda.restore.run.OwnDatabase;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreProgress;
import io.salvaguarda.restore.run.Supervision;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs a restore for a job, and removes what a failed one made. */
@ApplicationScoped
class RestoreRunner {

  private static final Logger LOG = Logger.getLogger(RestoreRunner.class);

  /** There is one on every server, and no restore goes into it. */
  private static final String MAINTENANCE = "postgres";

  private final SuiteConfig config;
  private final Repositories repositories;
  private final Scratch scratch;
  private final RecoveryPoints points;
  private final Transactions transactions;

  RestoreRunner(
      SuiteConfig config,
      Repositories repositories,
      Scratch scratch,
      RecoveryPoints points,
      Transactions transactions) {
    this.config = config;
    this.repositories = repositories;
    this.scratch = scratch;
    this.points = points;
    this.transactions = transactions;
  }

  RestoreOutcome run(JobContext<RestorePayload> context) throws Exception {
    String sourceId = context.job().sourceId();
    RestorePayload order = context.payload();
    PostgresSource source = config.sources().get(sourceId);
    if (source == null || !repositories.names().contains(order.repository())) {
      return new RestoreOutcome.Failed(notConfigured(sourceId, order));
    }
    // the server that the request named: the configuration may have been changed since
    if (!source.host().equals(order.host()) || source.port() != order.port()) {
      return new RestoreOutcome.Failed(notConfigured(sourceId, order));
    }
    ConnectionSpec server = SourceConnections.forRestore(source).withDatabase(MAINTENANCE);
    OwnDatabase own = new OwnDatabase(server, context.jobId());
    Supervision supervision = supervisionOf(context);
    RestoreOutcome outcome;
    try {
      outcome =
          OwnThread.call(
              "restore-" + context.jobId(),
              supervision,
              () -> restore(context, order, server, own, supervision));
    } catch (JobStopped e) {
      // when the lease is lost, the database may be another worker's by now
      if (e.reason() == JobStopped.Reason.CANCELLED || e.reason() == JobStopped.Reason.DEADLINE) {
        clean(own, order, context);
      }
      throw e;
    }
    if (outcome instanceof RestoreOutcome.Failed failed) {
      clean(own, order, context);
      return new RestoreOutcome.Failed(withAlternative(sourceId, order, failed.failure()));
    }
    return outcome;
  }

  private RestoreOutcome restore(
      JobContext<RestorePayload> context,
      RestorePayload order,
      ConnectionSpec server,
      OwnDatabase own,
      Supervision supervision)
      throws IOException {
    BackupRepository repository;
    try {
      repository = repositories.existing(order.repository());
    } catch (IOException e) {
      return new RestoreOutcome.Failed(Failures.of(e, order.repository()).orElseThrow(() -> e));
    }
    supervision.throwIfStopped();
    DatabaseRestore.Place place =
        new DatabaseRestore.Place(
            repository,
            server,
            scratch.path(),
            line -> LOG.infof("event=restore.tool_said job=%s line=\"%s\"", context.jobId(), line));
    return new DatabaseRestore(order, place, own, supervision).run();
  }

  private static void clean(
      OwnDatabase own, RestorePayload order, JobContext<RestorePayload> context) {
    try {
      if (own.drop(order.targetDatabase())) {
        LOG.infof("event=restore.dropped job=%s", context.jobId());
      }
    } catch (PostgresException e) {
      LOG.errorf(
          "event=restore.not_dropped job=%s message=\"%s\"",
          context.jobId(), e.failure().message());
    }
  }

  /** A damaged backup is no end: says which one to use instead, and what that would lose. */
  private Failure withAlternative(String sourceId, RestorePayload order, Failure failure) {
    if (failure.errorClass() != ErrorClass.BACKUP_DAMAGED
        && failure.errorClass() != ErrorClass.CONTENT_DIFFERS) {
      return failure;
    }
    String nextStep =
        transactions
            .await(session -> points.newestVerified(session, sourceId, order.backupId()))
            .map(
                other ->
                    "Restore %s instead: the newest other verified backup; everything after %s is lost then. Verify %s."
                        .formatted(other.backupId(), other.snapshotAt(), order.backupId()))
            .orElse(
                "No other verified backup of this source is known: verify the older ones, and take a new one now.");
    return new Failure(
        failure.kind(), failure.errorClass(), failure.message(), nextStep, failure.logTail());
  }

  private static Supervision supervisionOf(JobContext<RestorePayload> context) {
    return new Supervision() {
      @Override
      public void progress(RestoreProgress latest) {
        context.progress(latest);
      }

      @Override
      public void throwIfStopped() {
        context.throwIfStopped();
      }

      @Override
      public void onStop(Runnable action) {
        context.onStop(action);
      }
    };
  }

  private static Failure notConfigured(String sourceId, RestorePayload order) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.CONFIGURATION,
        "Source %s or repository %s is no longer in salvaguarda.yaml as it was."
            .formatted(sourceId, order.repository()),
        "Put them back, or ask for the restore again.",
        List.of());
  }
}
