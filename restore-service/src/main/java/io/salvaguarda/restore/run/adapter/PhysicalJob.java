package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What each step of a job's life means for a restore into a data directory. */
@ApplicationScoped
class PhysicalJob implements JobHandler<PhysicalPayload> {

  /** The job kind. */
  static final String KIND = "physical-restore";

  private static final Logger LOG = Logger.getLogger(PhysicalJob.class);

  private final PhysicalRunner runner;
  private final BadBackups badBackups;
  private final RestoreNews news;
  private final RestoreMetrics metrics;

  PhysicalJob(
      PhysicalRunner runner, BadBackups badBackups, RestoreNews news, RestoreMetrics metrics) {
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
  public Class<PhysicalPayload> payloadType() {
    return PhysicalPayload.class;
  }

  @Override
  public JobResult run(JobContext<PhysicalPayload> context) throws Exception {
    PhysicalPayload payload = context.payload();
    return badBackups.resultOf(
        context.job(),
        payload,
        runner.run(context),
        result -> done(context.job(), payload, result));
  }

  private JobResult done(Job job, PhysicalPayload payload, PhysicalResult result) {
    metrics.completed(job.sourceId(), result.millis(), result.bytes());
    LOG.infof(
        "event=restore.completed job=%s backup=%s directory=%s replica=%s reachedLsn=%s bytes=%d"
            + " millis=%d",
        job.id(),
        result.backupId(),
        result.targetDirectory(),
        result.replica() == null ? "none" : result.replica().targetDirectory(),
        result.reachedLsn(),
        result.bytes(),
        result.millis());
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
                false,
                null,
                result.bytes(),
                result.reachedLsn(),
                result.lastCommit(),
                payload.replicaPlace())));
  }

  @Override
  public Consequence onStart(Job job, PhysicalPayload payload) {
    return news.started(job, payload);
  }

  @Override
  public Consequence onFailure(
      Job job, PhysicalPayload payload, Failure failure, boolean willRetry) {
    return news.failed(job, payload, failure, willRetry);
  }

  @Override
  public Consequence onCancel(Job job, PhysicalPayload payload, String cancelledBy) {
    return news.cancelled(job, payload, cancelledBy, "the folders that it had begun are wiped.");
  }
}
