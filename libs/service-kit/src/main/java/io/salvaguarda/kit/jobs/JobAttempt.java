package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import org.jboss.logging.Logger;

/** One attempt of one job on its own thread: run, then settle according to how it ended. */
final class JobAttempt implements Runnable {

  private static final Logger LOG = Logger.getLogger(JobAttempt.class);

  private final Job job;
  private final JobHandlers.Bound<?> handler;
  private final JobContext<?> context;
  private final JobSettlement settlement;

  JobAttempt(Job job, JobHandlers.Bound<?> handler, JobSettlement settlement) {
    this.job = job;
    this.handler = handler;
    this.context = handler.open(job);
    this.settlement = settlement;
  }

  JobContext<?> context() {
    return context;
  }

  @Override
  public void run() {
    try {
      settle(handler.run(context));
    } catch (JobStopped stop) {
      settleStopped(stop.reason());
    } catch (Exception surprise) {
      settleSurprise(surprise);
    }
  }

  private void settle(JobResult result) {
    // a result that came after the stop must not take effect for a lost lease; the fence sees to it
    switch (result) {
      case JobResult.Done done -> settlement.succeeded(job, context.latestProgress(), done);
      case JobResult.Failed failed -> {
        if (context.isStopped()) {
          settleStopped(context.stopReason());
        } else {
          settlement.failed(job, context.latestProgress(), failed.failure());
        }
      }
    }
  }

  private void settleSurprise(Exception surprise) {
    if (context.isStopped()) {
      settleStopped(context.stopReason());
      return;
    }
    LOG.errorf(surprise, "event=job.surprise job=%s kind=%s", job.id, job.kind);
    settlement.failed(
        job,
        context.latestProgress(),
        JobSettlement.failure(
            FailureKind.RETRYABLE,
            ErrorClass.UNKNOWN,
            "Unexpected " + surprise.getClass().getSimpleName() + ".",
            "Look for job " + job.id + " in the service's log."));
  }

  private void settleStopped(JobStopped.Reason reason) {
    switch (reason) {
      case LEASE_LOST -> LOG.warnf("event=job.lease_lost job=%s attempt=%d", job.id, job.attempt);
      case CANCELLED -> settlement.cancelled(job);
      case SHUTDOWN -> settlement.released(job);
      case DEADLINE -> settlement.failed(job, context.latestProgress(), deadlinePassed());
    }
  }

  private Failure deadlinePassed() {
    return JobSettlement.failure(
        FailureKind.TERMINAL,
        ErrorClass.DEADLINE,
        "The job was still running at its deadline, " + job.deadlineAt + ", and was stopped.",
        "Look for what slowed it down, or raise the plan's deadline.");
  }
}
