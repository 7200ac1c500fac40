package io.salvaguarda.backup.run.adapter;

import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.backup.catalog.adapter.Catalog;
import io.salvaguarda.backup.catalog.adapter.Holds;
import io.salvaguarda.backup.run.BackupOutcome;
import io.salvaguarda.backup.run.BackupPayload;
import io.salvaguarda.backup.run.BackupResult;
import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.repository.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Backup jobs: what each step of a job's life means for a backup. */
@ApplicationScoped
class BackupJob implements JobHandler<BackupPayload> {

  private static final Logger LOG = Logger.getLogger(BackupJob.class);

  private final BackupRunner runner;
  private final Catalog catalog;
  private final Holds holds;
  private final BackupMetrics metrics;

  BackupJob(BackupRunner runner, Catalog catalog, Holds holds, BackupMetrics metrics) {
    this.runner = runner;
    this.catalog = catalog;
    this.holds = holds;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return BackupRequests.JOB_KIND;
  }

  @Override
  public Class<BackupPayload> payloadType() {
    return BackupPayload.class;
  }

  @Override
  public JobResult run(JobContext<BackupPayload> context) throws Exception {
    return switch (runner.run(context)) {
      case BackupOutcome.Failed failed -> new JobResult.Failed(failed.failure());
      case BackupOutcome.Published published -> done(context, published);
    };
  }

  private JobResult done(JobContext<BackupPayload> context, BackupOutcome.Published published) {
    Manifest manifest = published.manifest();
    BackupPayload payload = context.payload();
    String repository = runner.repositoryOf(context.job().sourceId());
    CatalogEntry entry = CatalogEntry.of(manifest, repository, payload.team());
    Duration took = Duration.between(entry.startedAt(), entry.completedAt());
    metrics.completed(entry, took);
    LOG.infof(
        "event=backup.published backup=%s job=%s adopted=%s plainBytes=%d storedBytes=%d millis=%d",
        entry.backupId(),
        context.jobId(),
        published.adopted(),
        entry.plainBytes(),
        entry.storedBytes(),
        took.toMillis());
    BackupResult result =
        new BackupResult(
            entry.backupId(),
            entry.plainBytes(),
            entry.storedBytes(),
            entry.chunks(),
            entry.newChunks(),
            took.toMillis());
    return new JobResult.Done(
        result,
        Consequence.of(entry.completed(payload.trigger()))
            .with(session -> catalog.add(session, entry).replaceWithVoid())
            .with(session -> holds.compare(session, entry)));
  }

  @Override
  public Consequence onStart(Job job, BackupPayload payload) {
    return Consequence.of(
        new BackupStarted(
            job.id(),
            job.attempt(),
            job.sourceId(),
            payload.kind(),
            payload.plan(),
            payload.team(),
            payload.trigger(),
            job.startedAt()));
  }

  @Override
  public Consequence onFailure(Job job, BackupPayload payload, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=backup.%s source=%s backups=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        job.sourceId(),
        payload.kind(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry) {
      return Consequence.NONE;
    }
    metrics.failed(job.sourceId(), payload.kind(), failure);
    return Consequence.of(
        new BackupFailed(
            job.id(),
            Math.max(1, job.attempt()), // a deadline may pass before the first attempt
            job.sourceId(),
            payload.kind(),
            payload.plan(),
            payload.team(),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }

  @Override
  public Consequence onCancel(Job job, BackupPayload payload, String cancelledBy) {
    return Consequence.of(
        new BackupCancelled(
            job.id(),
            job.sourceId(),
            payload.kind(),
            payload.plan(),
            payload.team(),
            cancelledBy,
            Instant.now()));
  }
}
