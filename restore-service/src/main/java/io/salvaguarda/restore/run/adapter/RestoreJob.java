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
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Restore jobs: what each step of a job's life means for a restore. */
@ApplicationScoped
class RestoreJob implements JobHandler<RestorePayload> {

  /** The job kind. */
  static final String KIND = "restore";

  private static final Logger LOG = Logger.getLogger(RestoreJob.class);

  private final RestoreRunner runner;
  private final RestoreMetrics metrics;

  RestoreJob(RestoreRunner runner, RestoreMetrics metrics) {
    this.runner = runner;
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
      case RestoreOutcome.Failed failed -> new JobResult.Failed(failed.failure());
      case RestoreOutcome.Restored restored ->
          done(context.job(), context.payload(), restored.result());
    };
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
    return failed(job, payload, failure);
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
