package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.RestoreResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Restore jobs: what each step of a job's life means for a restore into a database. */
@ApplicationScoped
class RestoreJob implements JobHandler<RestorePayload> {

  /** The job kind. */
  static final String KIND = "restore";

  private static final Logger LOG = Logger.getLogger(RestoreJob.class);

  private final RestoreRunner runner;
  private final BadBackups badBackups;
  private final RestoreNews news;
  private final RestoreMetrics metrics;

  RestoreJob(
      RestoreRunner runner, BadBackups badBackups, RestoreNews news, RestoreMetrics metrics) {
    this.runner = runner;
    this.badBackups = badBackups;
    this.news = news;
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
    RestorePayload payload = context.payload();
    return badBackups.resultOf(
        context.job(),
        payload,
        runner.run(context),
        result -> done(context.job(), payload, result));
  }

  private JobResult done(Job job, RestorePayload payload, RestoreResult result) {
    metrics.completed(job.sourceId(), result.millis(), result.bytes());
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
                payload.place(),
                job.startedAt(),
                Instant.now(),
                result.swapped(),
                result.previousDatabase(),
                result.bytes(),
                null,
                null,
                null)));
  }

  @Override
  public Consequence onStart(Job job, RestorePayload payload) {
    return news.started(job, payload);
  }

  @Override
  public Consequence onFailure(
      Job job, RestorePayload payload, Failure failure, boolean willRetry) {
    return news.failed(job, payload, failure, willRetry);
  }

  @Override
  public Consequence onCancel(Job job, RestorePayload payload, String cancelledBy) {
    return news.cancelled(job, payload, cancelledBy, "the database that it had begun is dropped.");
  }
}
