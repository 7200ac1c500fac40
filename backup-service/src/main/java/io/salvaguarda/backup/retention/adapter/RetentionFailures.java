package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What follows when deciding or deleting fails: nothing was lost, and the next day tries again. */
@ApplicationScoped
class RetentionFailures {

  private static final Logger LOG = Logger.getLogger(RetentionFailures.class);

  private final RetentionMetrics metrics;

  RetentionFailures(RetentionMetrics metrics) {
    this.metrics = metrics;
  }

  Consequence of(Job job, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=retention.failed source=%s job=%s kind=%s willRetry=%s errorClass=%s message=\"%s\"",
        job.sourceId(), job.id(), job.kind(), willRetry, failure.errorClass(), failure.message());
    if (!willRetry) {
      metrics.failed(job.sourceId(), failure);
    }
    return Consequence.NONE;
  }
}
