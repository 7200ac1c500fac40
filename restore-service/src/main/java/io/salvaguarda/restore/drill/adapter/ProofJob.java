package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.restore.drill.ProofOrder;
import io.salvaguarda.restore.drill.ProofResult;
import io.salvaguarda.restore.run.RestoreOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What each step of a job's life means for the proof of a window. */
@ApplicationScoped
class ProofJob implements JobHandler<ProofOrder> {

  /** The job kind. */
  static final String KIND = "window-proof";

  private static final Logger LOG = Logger.getLogger(ProofJob.class);

  private final ProofRunner runner;
  private final ProofRows rows;
  private final DrillMetrics metrics;

  ProofJob(ProofRunner runner, ProofRows rows, DrillMetrics metrics) {
    this.runner = runner;
    this.rows = rows;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<ProofOrder> payloadType() {
    return ProofOrder.class;
  }

  @Override
  public boolean background() {
    return true;
  }

  @Override
  public JobResult run(JobContext<ProofOrder> context) throws Exception {
    return switch (runner.run(context)) {
      case RestoreOutcome.Restored<ProofResult> proven ->
          done(context.job(), context.payload(), proven.result());
      case RestoreOutcome.Failed<ProofResult> failed -> new JobResult.Failed(failed.failure());
      case RestoreOutcome.Damaged<ProofResult> bad -> new JobResult.Failed(bad.failure());
    };
  }

  private JobResult done(Job job, ProofOrder order, ProofResult result) {
    LOG.infof(
        "event=window.proven source=%s job=%s backup=%s target=%s reachedAt=%s heartbeat=%s"
            + " millis=%d",
        job.sourceId(),
        job.id(),
        result.backupId(),
        result.target(),
        result.reachedAt(),
        result.heartbeat(),
        result.millis());
    Instant provenAt = Instant.now();
    return new JobResult.Done(
        result,
        Consequence.of(
                new RecoveryWindowProven(
                    job.id(),
                    job.sourceId(),
                    order.team(),
                    order.repository(),
                    result.backupId(),
                    result.target(),
                    result.reachedAt(),
                    result.heartbeat(),
                    job.startedAt(),
                    provenAt))
            .with(session -> rows.proven(session, job, provenAt, result)));
  }

  @Override
  public Consequence onFailure(Job job, ProofOrder order, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=window.%s source=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "not_proven",
        job.sourceId(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry) {
      return Consequence.NONE;
    }
    metrics.notProven(job.sourceId(), failure);
    return ended(job, order, failure);
  }

  @Override
  public Consequence onCancel(Job job, ProofOrder order, String cancelledBy) {
    return ended(
        job,
        order,
        Failure.cancelled("The proof", cancelledBy, "Nothing: what it had begun is wiped."));
  }

  private Consequence ended(Job job, ProofOrder order, Failure failure) {
    Instant failedAt = Instant.now();
    return Consequence.of(
            new RecoveryWindowFailed(
                job.id(),
                job.sourceId(),
                order.team(),
                order.repository(),
                ProofRows.begun(job),
                failedAt,
                failure))
        .with(session -> rows.failed(session, job, failedAt, failure));
  }
}
