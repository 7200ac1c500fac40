package io.salvaguarda.backup.run.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.backup.catalog.adapter.Catalog;
import io.salvaguarda.backup.run.BackupNames;
import io.salvaguarda.backup.run.BackupOrder;
import io.salvaguarda.backup.run.BackupOutcome;
import io.salvaguarda.backup.run.BackupPayload;
import io.salvaguarda.backup.run.BackupProgress;
import io.salvaguarda.backup.run.LogicalBackup;
import io.salvaguarda.backup.run.PhysicalBackup;
import io.salvaguarda.backup.run.Supervision;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns a job into an order for a backup, and runs it. */
@ApplicationScoped
class BackupRunner {

  private static final Logger LOG = Logger.getLogger(BackupRunner.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final Scratch scratch;
  private final Catalog catalog;
  private final Transactions transactions;
  private final BackupSettings settings;

  BackupRunner(
      SuiteConfig config,
      Repositories repositories,
      Scratch scratch,
      Catalog catalog,
      Transactions transactions,
      BackupSettings settings) {
    this.config = config;
    this.repositories = repositories;
    this.scratch = scratch;
    this.catalog = catalog;
    this.transactions = transactions;
    this.settings = settings;
  }

  BackupOutcome run(JobContext<BackupPayload> context) throws Exception {
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (source == null) {
      return new BackupOutcome.Failed(NotPossible.withoutSource(context.job().sourceId()));
    }
    BackupPayload payload = context.payload();
    if (payload.kind() == BackupKind.PHYSICAL && source.replication().isEmpty()) {
      return new BackupOutcome.Failed(NotPossible.withoutReplication(source.id()));
    }
    Supervision supervision = supervisionOf(context);
    BackupOrder order = order(context, source);
    return OwnThread.call(
        "backup-" + context.jobId(),
        supervision,
        () -> take(context.job(), payload, order, supervision));
  }

  private BackupOutcome take(
      Job job, BackupPayload payload, BackupOrder order, Supervision supervision)
      throws IOException {
    String name = order.source().repository();
    BackupRepository repository;
    try {
      repository = repositories.get(name);
    } catch (IOException e) {
      return new BackupOutcome.Failed(Failures.of(e, name).orElseThrow(() -> e));
    }
    supervision.throwIfStopped();
    return switch (payload.kind()) {
      case LOGICAL ->
          new LogicalBackup(
                  order,
                  new LogicalBackup.Place(repository, scratch.path(), line -> said(job, line)),
                  supervision)
              .take();
      case PHYSICAL ->
          new PhysicalBackup(
                  order, repository, checkpoint(payload), settings.incrementals(), supervision)
              .take();
      case BUCKET -> throw new IllegalStateException("no backups of buckets are asked for");
    };
  }

  /** Nobody waits for a backup that the schedule asked for. */
  private static PhysicalBackup.Checkpoint checkpoint(BackupPayload payload) {
    return payload.trigger() == BackupTrigger.SCHEDULE
        ? PhysicalBackup.Checkpoint.SPREAD
        : PhysicalBackup.Checkpoint.FAST;
  }

  /** The name of the repository that the source's backups go to. */
  String repositoryOf(String sourceId) {
    return config.sources().get(sourceId).repository();
  }

  private BackupOrder order(JobContext<BackupPayload> context, PostgresSource source) {
    Job job = context.job();
    Optional<String> newest =
        transactions.await(
            session ->
                catalog.newestLabel(session, source.id(), context.payload().kind(), job.id()));
    BackupId.Kind kind = BackupId.Kind.valueOf(context.payload().kind().name());
    BackupId id = BackupNames.of(source.id(), kind, job.id(), job.createdAt(), newest);
    return new BackupOrder(
        id, source, config.planOf(source), job.id(), job.attempt(), job.startedAt());
  }

  private static void said(Job job, String line) {
    LOG.infof(
        "event=backup.tool_said job=%s source=%s line=\"%s\"", job.id(), job.sourceId(), line);
  }

  private static Supervision supervisionOf(JobContext<BackupPayload> context) {
    return new Supervision() {
      @Override
      public void progress(BackupProgress latest) {
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
}
