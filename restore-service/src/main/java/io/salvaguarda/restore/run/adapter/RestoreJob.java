package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Restore jobs: what each step of a job's life means for a restore. */
@ApplicationScoped
class RestoreJob implements JobHandler<RestorePayload> {

  /** The job kind. */
  static final String KIND = "restore";

  private static final Logger LOG = Logger.getLogger(RestoreJob.class);

  private final RestoreRunner runner;
  private final BadBackups badBackups;
  private final RecoveryPoints points;
  private final RestoreMetrics metrics;

  RestoreJob(
      RestoreRunner runner, BadBackups badBackups, RecoveryPoints points, RestoreMetrics metrics) {
    this.runner = runner;
    this.badBackups = badBackups;
    this.points = points;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<RestorePayload> payloadType() {
    return RestorePayload.class;
  }

  @Override
  public JobResult run(JobContext<RestorePayload> context) throws Exception {
    return switch (runner.run(context)) {
      case RestoreOutcome.Restored restored ->
          done(context.job(), context.payload(), restored.result());
      case RestoreOutcome.Failed failed -> failed(context, failed.failure(), Optional.empty());
      case RestoreOutcome.Damaged damaged -> {
        badBackups.quarantine(context.job(), context.payload(), damaged.finding());
        yield failed(context, damaged.failure(), damaged.chunk());
      }
    };
  }

  private JobResult failed(
      JobContext<RestorePayload> context, Failure failure, Optional<ChunkId> chunk) {
    return new JobResult.Failed(
        badBackups.withNextBest(context.job(), context.payload(), failure, chunk));
  }

  private JobResult done(Job job, RestorePayload payload, RestoreResult result) {
    metrics.completed(job.sourceId(), result);
    LOG.infof(
        "event=restore.completed job=%s backup=%s swapped=%s bytes=%d millis=%d",
        job.id(), result.backupId(), result.swapped(), result.bytes(), result.millis());
    return new JobResult.Done(
        result,
        Consequence.of(
            new RestoreCompleted(
                job.id(),
                payload.backupId(),
                job.sourceId(),
                payload.kind(),
                payload.team(),
                new RestoreTarget(payload.host(), payload.port(), result.targetDatabase()),
                job.startedAt(),
                Instant.now(),
                result.swapped(),
                result.previousDatabase(),
                result.bytes())));
  }

  @Override
  public Consequence onStart(Job job, RestorePayload payload) {
    if (job.attempt() > 1) {
      return Consequence.NONE; // it has been told
    }
    return Consequence.of(
        new RestoreStarted(
            job.id(),
            payload.backupId(),
            job.sourceId(),
            payload.kind(),
            payload.team(),
            targetOf(payload),
            job.startedAt()));
  }

  @Override
  public Consequence onFailure(
      Job job, RestorePayload payload, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=restore.%s source=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        job.sourceId(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry) {
      return Consequence.NONE;
    }
    metrics.failed(job.sourceId(), failure);
    Consequence told = failed(job, payload, failure);
    // from this moment on it is offered to nobody: see BadBackups
    return failure.errorClass() == ErrorClass.BACKUP_DAMAGED
        ? told.with(
            session ->
                points.judge(
                    session, payload.backupId(), ProofStatus.QUARANTINED, null, Instant.now()))
        : told;
  }

  @Override
  public Consequence onCancel(Job job, RestorePayload payload, String cancelledBy) {
    return failed(
        job,
        payload,
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.CANCELLED,
            "The restore was cancelled by " + cancelledBy + ".",
            "Nothing: the database that it had begun is dropped.",
            List.of()));
  }

  private static Consequence failed(Job job, RestorePayload payload, Failure failure) {
    return Consequence.of(
        new RestoreFailed(
            job.id(),
            payload.backupId(),
            job.sourceId(),
            payload.kind(),
            payload.team(),
            targetOf(payload),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }

  private static RestoreTarget targetOf(RestorePayload payload) {
    return new RestoreTarget(payload.host(), payload.port(), payload.targetDatabase());
  }
}
