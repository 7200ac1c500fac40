package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.retention.Expired;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.RepositoryException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Deletes what a source's plan no longer keeps, one backup after the other. Each deletion is
 * decided anew, so that what was learned meanwhile counts: the last verified backup may have become
 * another one.
 */
@ApplicationScoped
class RetentionJob implements JobHandler<RetentionJob.Payload> {

  /** The job kind. */
  static final String KIND = "retention";

  private static final Logger LOG = Logger.getLogger(RetentionJob.class);

  /** Which backups of the source. */
  record Payload(BackupKind kind) {}

  /** What came of it. */
  record Result(int deleted) {}

  private final SuiteConfig config;
  private final Repositories repositories;
  private final RetentionRows rows;

  RetentionJob(SuiteConfig config, Repositories repositories, RetentionRows rows) {
    this.config = config;
    this.repositories = repositories;
    this.rows = rows;
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
  public JobResult run(JobContext<Payload> context) throws Exception {
    PostgresSource source = config.sources().get(context.job().sourceId());
    BackupKind kind = context.payload().kind();
    int deleted = 0;
    if (source != null) {
      Optional<Expired> next = rows.next(source, kind);
      while (next.isPresent()) {
        context.throwIfStopped();
        try {
          if (delete(next.get(), kind)) {
            deleted++;
          }
        } catch (IOException e) {
          return new JobResult.Failed(
              Failures.of(e, next.get().backup().repository()).orElseThrow(() -> e));
        }
        next = rows.next(source, kind);
      }
    }
    return new JobResult.Done(new Result(deleted), Consequence.NONE);
  }

  /**
   * The manifest first: a row without a backup is tried again, a backup without a row is lost.
   *
   * @return false when the repository knows of a hold that the catalog did not know: now it does
   */
  private boolean delete(Expired expired, BackupKind kind) throws IOException {
    BackupId id = BackupId.parse(expired.backup().backupId());
    try {
      repositories.existing(expired.backup().repository()).delete(id);
    } catch (RepositoryException.Held e) {
      rows.held(id, LegalHold.of(e.hold(), Instant.now()));
      return false;
    }
    rows.deleted(id.sourceId(), kind, expired);
    LOG.infof("event=backup.deleted backup=%s reason=\"%s\"", id, expired.reason());
    return true;
  }

  @Override
  public Consequence onFailure(Job job, Payload payload, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=retention.failed source=%s job=%s willRetry=%s errorClass=%s message=\"%s\"",
        job.sourceId(), job.id(), willRetry, failure.errorClass(), failure.message());
    return Consequence.NONE;
  }

  @Override
  public Consequence onCancel(Job job, Payload payload, String cancelledBy) {
    return Consequence.NONE;
  }
}
