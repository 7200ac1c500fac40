package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Decides what a source's plan no longer keeps and announces it. Deletes nothing: that is left to
 * {@link RetentionExecution}, once those who were told had time to object.
 */
@ApplicationScoped
class RetentionJob implements JobHandler<RetentionJob.Payload> {

  /** The job kind. */
  static final String KIND = "retention";

  private static final Logger LOG = Logger.getLogger(RetentionJob.class);

  /** Which backups of the source. */
  record Payload(BackupKind kind) {}

  /** What came of it. */
  record Result(int planned) {}

  private final SuiteConfig config;
  private final RetentionRows rows;
  private final RetentionAnnouncement announcement;
  private final RetentionFailures failures;

  RetentionJob(
      SuiteConfig config,
      RetentionRows rows,
      RetentionAnnouncement announcement,
      RetentionFailures failures) {
    this.config = config;
    this.rows = rows;
    this.announcement = announcement;
    this.failures = failures;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<Payload> payloadType() {
    return Payload.class;
  }

  @Override
  public JobResult run(JobContext<Payload> context) {
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (source == null) {
      return new JobResult.Done(new Result(0), Consequence.NONE);
    }
    BackupKind kind = context.payload().kind();
    List<Verdict.Expired> expired = rows.expired(source, kind);
    LOG.infof(
        "event=retention.decided source=%s kind=%s expired=%d", source.id(), kind, expired.size());
    return new JobResult.Done(
        new Result(expired.size()),
        Consequence.NONE.with(
            session -> announcement.make(session, source, kind, expired, context.jobId())));
  }

  @Override
  public Consequence onFailure(Job job, Payload payload, Failure failure, boolean willRetry) {
    return failures.of(job, failure, willRetry);
  }

  @Override
  public Consequence onCancel(Job job, Payload payload, String cancelledBy) {
    return Consequence.NONE;
  }
}
