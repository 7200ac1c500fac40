package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.restore.run.RestoreOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What is told of every restore that begins or does not end well, whatever its kind. */
@ApplicationScoped
class RestoreNews {

  private static final Logger LOG = Logger.getLogger(RestoreNews.class);

  private final BadBackups badBackups;
  private final RestoreMetrics metrics;

  RestoreNews(BadBackups badBackups, RestoreMetrics metrics) {
    this.badBackups = badBackups;
    this.metrics = metrics;
  }

  Consequence started(Job job, RestoreOrder order) {
    if (job.attempt() > 1) {
      return Consequence.NONE; // it has been told
    }
    return Consequence.of(
        new RestoreStarted(
            job.id(),
            order.backupId(),
            job.sourceId(),
            order.kind(),
            order.team(),
            order.place(),
            job.startedAt()));
  }

  Consequence failed(Job job, RestoreOrder order, Failure failure, boolean willRetry) {
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
    return badBackups.judged(told(job, order, failure), order, failure);
  }

  /**
   * @param left what becomes of what was begun, for people
   */
  Consequence cancelled(Job job, RestoreOrder order, String cancelledBy, String left) {
    return told(job, order, Failure.cancelled("The restore", cancelledBy, "Nothing: " + left));
  }

  private static Consequence told(Job job, RestoreOrder order, Failure failure) {
    return Consequence.of(
        new RestoreFailed(
            job.id(),
            order.backupId(),
            job.sourceId(),
            order.kind(),
            order.team(),
            order.place(),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }
}
