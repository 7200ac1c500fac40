package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.restore.drill.DrillOrder;
import io.salvaguarda.restore.drill.DrillResult;
import io.salvaguarda.restore.run.adapter.BadBackups;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What each step of a job's life means for a drill: told, and recorded for ever. */
@ApplicationScoped
class DrillJob implements JobHandler<DrillOrder> {

  /** The job kind. */
  static final String KIND = "drill";

  private static final Logger LOG = Logger.getLogger(DrillJob.class);

  private final DrillRunner runner;
  private final BadBackups badBackups;
  private final DrillRows rows;
  private final DrillMetrics metrics;

  DrillJob(DrillRunner runner, BadBackups badBackups, DrillRows rows, DrillMetrics metrics) {
    this.runner = runner;
    this.badBackups = badBackups;
    this.rows = rows;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<DrillOrder> payloadType() {
    return DrillOrder.class;
  }

  @Override
  public boolean background() {
    return true;
  }

  @Override
  public JobResult run(JobContext<DrillOrder> context) throws Exception {
    Instant startedAt = Instant.now();
    return badBackups.resultOf(
        context.job(),
        context.payload(),
        runner.run(context),
        result -> done(context.job(), context.payload(), startedAt, result));
  }

  private JobResult done(Job job, DrillOrder order, Instant startedAt, DrillResult result) {
    metrics.completed(job.sourceId(), order.kind(), result);
    LOG.infof(
        "event=drill.completed source=%s kind=%s job=%s backup=%s recoveryMillis=%d lossMillis=%d"
            + " bytes=%d",
        job.sourceId(),
        order.kind(),
        job.id(),
        result.backupId(),
        result.recoveryMillis(),
        result.lossMillis(),
        result.bytes());
    Instant completedAt = startedAt.plusMillis(result.recoveryMillis());
    return new JobResult.Done(
        result,
        Consequence.of(
                new DrillCompleted(
                    job.id(),
                    result.backupId(),
                    job.sourceId(),
                    order.kind(),
                    order.team(),
                    startedAt,
                    completedAt,
                    result.recoveryMillis(),
                    result.steps(),
                    result.reachedAt(),
                    result.lossMillis(),
                    result.bytes()))
            .with(session -> rows.completed(session, job, order, startedAt, completedAt, result)));
  }

  @Override
  public Consequence onFailure(Job job, DrillOrder order, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=drill.%s source=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
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
    metrics.failed(job.sourceId(), order.kind(), failure);
    return badBackups.judged(ended(job, order, failure), order, failure);
  }

  @Override
  public Consequence onCancel(Job job, DrillOrder order, String cancelledBy) {
    return ended(
        job,
        order,
        Failure.cancelled("The drill", cancelledBy, "Nothing: what it had begun is wiped."));
  }

  private Consequence ended(Job job, DrillOrder order, Failure failure) {
    Instant startedAt = job.startedAt() == null ? job.createdAt() : job.startedAt();
    Instant failedAt = Instant.now();
    return Consequence.of(
            new DrillFailed(
                job.id(),
                order.backupId(),
                job.sourceId(),
                order.kind(),
                order.team(),
                startedAt,
                failedAt,
                failure))
        .with(session -> rows.failed(session, job, order, startedAt, failedAt, failure));
  }
}
