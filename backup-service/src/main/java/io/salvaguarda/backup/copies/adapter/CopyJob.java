package io.salvaguarda.backup.copies.adapter;

import io.salvaguarda.access.CopyException;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.copies.CopyEnd;
import io.salvaguarda.backup.copies.CopyFigures;
import io.salvaguarda.backup.copies.CopyResult;
import io.salvaguarda.backup.copies.CopyRun;
import io.salvaguarda.backup.repositories.JobStop;
import io.salvaguarda.backup.repositories.NotConfigured;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.repository.RepositoryCopy;
import io.salvaguarda.repository.RepositoryException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Copy jobs: what each step of a job's life means for a copy. */
@ApplicationScoped
class CopyJob implements JobHandler<CopyPair> {

  private static final Logger LOG = Logger.getLogger(CopyJob.class);

  private final Repositories repositories;
  private final CopyMetrics metrics;

  CopyJob(Repositories repositories, CopyMetrics metrics) {
    this.repositories = repositories;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return CopyPair.JOB_KIND;
  }

  @Override
  public Class<CopyPair> payloadType() {
    return CopyPair.class;
  }

  @Override
  public JobResult run(JobContext<CopyPair> context) throws Exception {
    CopyPair pair = context.payload();
    Optional<String> unknown =
        Stream.of(pair.from(), pair.to())
            .filter(name -> !repositories.names().contains(name))
            .findFirst();
    if (unknown.isPresent()) {
      return new JobResult.Failed(NotConfigured.of(unknown.get()));
    }
    try {
      return done(
          context.job(),
          pair,
          OwnThread.call(
              "copy-" + context.jobId(), new JobStop(context), () -> copy(context, pair)));
    } catch (CopyException e) {
      return new JobResult.Failed(
          Failures.of(e.reason(), e.repository()).orElseThrow(() -> e.reason()));
    } catch (IOException e) {
      // which of the two stores it was is in the message
      return new JobResult.Failed(
          Failures.of(e, pair.from() + " or its copy " + pair.to()).orElseThrow(() -> e));
    }
  }

  private CopyEnd copy(JobContext<CopyPair> context, CopyPair pair) throws IOException {
    RepositoryCopy copy;
    try {
      copy = repositories.copy(pair.from(), pair.to());
    } catch (CopyException e) {
      if (e.repository().equals(pair.from()) && e.reason() instanceof RepositoryException.Absent) {
        return new CopyEnd.NoRepository();
      }
      throw e;
    }
    return new CopyRun(
            repositories.existing(pair.from()), copy, new JobStop(context), context::progress)
        .run();
  }

  private JobResult done(Job job, CopyPair pair, CopyEnd end) {
    LOG.infof(
        "event=copy.ended from=%s to=%s job=%s end=\"%s\"", pair.from(), pair.to(), job.id(), end);
    return switch (end) {
      case CopyEnd.Complete complete -> {
        metrics.copied(pair, complete.figures());
        yield new JobResult.Done(
            new CopyResult(CopyResult.Outcome.DONE, complete.figures()),
            Consequence.of(copied(job, pair, complete.figures())));
      }
      case CopyEnd.Incomplete incomplete -> {
        metrics.copied(pair, incomplete.figures());
        yield new JobResult.Failed(damaged(pair, incomplete));
      }
      case CopyEnd.WalIncomplete incomplete -> {
        metrics.copied(pair, incomplete.figures());
        yield new JobResult.Failed(damagedWal(pair, incomplete));
      }
      case CopyEnd.NoRepository none ->
          new JobResult.Done(
              new CopyResult(CopyResult.Outcome.NO_REPOSITORY, null), Consequence.NONE);
    };
  }

  private static Failure damaged(CopyPair pair, CopyEnd.Incomplete incomplete) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.BACKUP_DAMAGED,
        "Backup %s of repository %s cannot be copied: %s"
            .formatted(incomplete.backupId(), pair.from(), incomplete.reason()),
        "Verify that backup: when it is bad it is quarantined, and left out of the copy.",
        List.of());
  }

  private static Failure damagedWal(CopyPair pair, CopyEnd.WalIncomplete incomplete) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.BACKUP_DAMAGED,
        "WAL of repository %s cannot be copied: %s".formatted(pair.from(), incomplete.reason()),
        "Take a new physical backup of that source: nothing can be recovered across that file.",
        List.of());
  }

  private static RepositoryCopied copied(Job job, CopyPair pair, CopyFigures figures) {
    return new RepositoryCopied(
        job.id(),
        job.sourceId(),
        pair.from(),
        pair.to(),
        figures.backups(),
        figures.alreadyThere(),
        figures.leftOut(),
        figures.newChunks(),
        figures.newBytes(),
        job.startedAt(),
        Instant.now());
  }

  @Override
  public Consequence onFailure(Job job, CopyPair pair, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=copy.%s from=%s to=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        pair.from(),
        pair.to(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry) {
      return Consequence.NONE;
    }
    metrics.failed(pair, failure);
    return Consequence.of(
        new RepositoryCopyFailed(
            job.id(),
            Math.max(1, job.attempt()), // a deadline may pass before the first attempt
            job.sourceId(),
            pair.from(),
            pair.to(),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }

  @Override
  public Consequence onCancel(Job job, CopyPair pair, String cancelledBy) {
    LOG.infof(
        "event=copy.cancelled from=%s to=%s job=%s by=%s",
        pair.from(), pair.to(), job.id(), cancelledBy);
    return Consequence.NONE;
  }
}
