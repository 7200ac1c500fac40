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

  /**
   * Which backups of the source.
   *
   * @param kind null: of every kind
   */
  record Payload(BackupKind kind) {

    List<BackupKind> kinds() {
      return kind == null ? List.of(BackupKind.values()) : List.of(kind);
    }
  }

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
    int planned = 0;
    Consequence consequence = Consequence.NONE;
    for (BackupKind kind : context.payload().kinds()) {
      List<Verdict.Expired> expired = rows.expired(source, kind);
      LOG.infof(
          "event=retention.decided source=%s kind=%s expired=%d",
          source.id(), kind, expired.size());
      planned += expired.size();
      consequence =
          consequence.with(
              session -> announcement.make(session, source, kind, expired, context.jobId()));
    }
    return new JobResult.Done(new Result(planned), consequence);
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
