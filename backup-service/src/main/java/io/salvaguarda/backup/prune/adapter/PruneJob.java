package io.salvaguarda.backup.prune.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.prune.PruneFigures;
import io.salvaguarda.backup.prune.PruneResult;
import io.salvaguarda.backup.prune.PruneRun;
import io.salvaguarda.backup.prune.Staying;
import io.salvaguarda.backup.repositories.JobStop;
import io.salvaguarda.backup.repositories.NotConfigured;
import io.salvaguarda.backup.retention.NeededWal;
import io.salvaguarda.backup.retention.adapter.GoingBackups;
import io.salvaguarda.backup.retention.adapter.WalNeeds;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Prune jobs: what each step of a job's life means for a prune. */
@ApplicationScoped
class PruneJob implements JobHandler<PrunePayload> {

  private static final Logger LOG = Logger.getLogger(PruneJob.class);

  private final Repositories repositories;
  private final GoingBackups going;
  private final WalNeeds wal;
  private final PruneMetrics metrics;

  PruneJob(Repositories repositories, GoingBackups going, WalNeeds wal, PruneMetrics metrics) {
    this.repositories = repositories;
    this.going = going;
    this.wal = wal;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return PruneWishes.KIND;
  }

  @Override
  public Class<PrunePayload> payloadType() {
    return PrunePayload.class;
  }

  @Override
  public JobResult run(JobContext<PrunePayload> context) throws Exception {
    String repository = context.payload().repository();
    if (!repositories.names().contains(repository)) {
      return new JobResult.Failed(NotConfigured.of(repository));
    }
    JobStop stop = new JobStop(context);
    PruneRun prune = new PruneRun(repositories, staying(repository), stop, context::progress);
    try {
      return done(
          context.job(),
          context.payload(),
          OwnThread.call(
              "prune-" + context.jobId(),
              stop,
              () -> prune.run(repository, context.payload().dryRun())));
    } catch (IOException e) {
      return new JobResult.Failed(Failures.of(e, repository).orElseThrow(() -> e));
    }
  }

  /** What is not known to go stays: of a source that is not configured, all. */
  private Staying staying(String repository) {
    Set<String> goes = going.in(repository);
    Map<String, NeededWal> needed = wal.in(repository);
    return new Staying(
        id -> !goes.contains(id.toString()),
        (source, file) -> !needed.containsKey(source) || needed.get(source).holds(file));
  }

  private JobResult done(Job job, PrunePayload payload, PruneResult result) {
    String repository = payload.repository();
    LOG.infof(
        "event=prune.ended repository=%s job=%s outcome=%s figures=\"%s\" locks=\"%s\"",
        repository, job.id(), result.outcome(), result.figures(), result.locks());
    return switch (result.outcome()) {
      case DONE -> {
        metrics.deleted(repository, result.figures().deleted());
        metrics.locked(repository, result.figures().locked());
        yield new JobResult.Done(result, Consequence.of(pruned(job, repository, result)));
      }
      case TAKEN_OVER -> {
        metrics.deleted(repository, result.figures().deleted());
        yield new JobResult.Done(result, Consequence.NONE); // the other one tells
      }
      case DRY_RUN, BUSY, NO_REPOSITORY -> new JobResult.Done(result, Consequence.NONE);
    };
  }

  private static RepositoryPruned pruned(Job job, String repository, PruneResult result) {
    PruneFigures figures = result.figures();
    boolean locks = result.locks() != null;
    return new RepositoryPruned(
        job.id(),
        job.sourceId(),
        repository,
        figures.deleted().chunks(),
        figures.deleted().bytes(),
        figures.marked().chunks(),
        figures.marked().bytes(),
        figures.waiting().chunks(),
        figures.waiting().bytes(),
        locks ? figures.locked().chunks() : null,
        locks ? figures.locked().bytes() : null,
        locks ? result.locks().renewed() : null,
        figures.spared().chunks(),
        figures.needed().chunks(),
        figures.needed().bytes(),
        job.startedAt(),
        Instant.now());
  }

  /** A dry run that failed is nobody's trouble but its asker's, who looks at the job. */
  @Override
  public Consequence onFailure(Job job, PrunePayload payload, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=prune.%s repository=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        payload.repository(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry || payload.dryRun()) {
      return Consequence.NONE;
    }
    metrics.failed(payload.repository(), failure);
    return Consequence.of(
        new RepositoryPruneFailed(
            job.id(),
            Math.max(1, job.attempt()), // a deadline may pass before the first attempt
            job.sourceId(),
            payload.repository(),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }

  @Override
  public Consequence onCancel(Job job, PrunePayload payload, String cancelledBy) {
    LOG.infof(
        "event=prune.cancelled repository=%s job=%s by=%s",
        payload.repository(), job.id(), cancelledBy);
    return Consequence.NONE;
  }
}
