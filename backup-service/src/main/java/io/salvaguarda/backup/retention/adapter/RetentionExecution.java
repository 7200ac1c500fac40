package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupChoice;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Deletes what was announced, one backup after the other. Each deletion is decided anew, so that
 * what was learned meanwhile counts: a hold, a restore, another last verified backup. What was not
 * announced is not deleted.
 */
@ApplicationScoped
class RetentionExecution implements JobHandler<RetentionExecution.Payload> {

  /** The job kind. */
  static final String KIND = "retention-execution";

  private static final Logger LOG = Logger.getLogger(RetentionExecution.class);

  /** What was announced, the oldest first. */
  record Payload(BackupKind kind, List<BackupChoice> backups) {}

  /** What came of it. */
  record Result(int deleted, int kept) {}

  private final SuiteConfig config;
  private final Repositories repositories;
  private final RetentionRows rows;
  private final WalRetention wal;
  private final RetentionOutcome outcomes;
  private final RetentionMetrics metrics;
  private final RetentionFailures failures;

  RetentionExecution(
      SuiteConfig config,
      Repositories repositories,
      RetentionRows rows,
      WalRetention wal,
      RetentionOutcome outcomes,
      RetentionMetrics metrics,
      RetentionFailures failures) {
    this.config = config;
    this.repositories = repositories;
    this.rows = rows;
    this.wal = wal;
    this.outcomes = outcomes;
    this.metrics = metrics;
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
  public JobResult run(JobContext<Payload> context) throws Exception {
    PostgresSource source = config.sources().get(context.job().sourceId());
    Payload payload = context.payload();
    if (source == null) {
      return new JobResult.Done(new Result(0, payload.backups().size()), Consequence.NONE);
    }
    Set<String> announced =
        payload.backups().stream().map(BackupChoice::backupId).collect(Collectors.toSet());
    Optional<Verdict.Expired> next = rows.next(source, payload.kind(), announced);
    while (next.isPresent()) {
      context.throwIfStopped();
      try {
        delete(next.get(), payload.kind());
      } catch (IOException e) {
        return new JobResult.Failed(
            Failures.of(e, next.get().backup().repository()).orElseThrow(() -> e));
      }
      next = rows.next(source, payload.kind(), announced);
    }
    return payload.kind() == BackupKind.PHYSICAL
        ? withoutOldWal(source, payload, context)
        : outcomes.of(source, payload, context.jobId());
  }

  private JobResult withoutOldWal(
      PostgresSource source, Payload payload, JobContext<Payload> context) throws IOException {
    try {
      wal.deleteUnneeded(source);
    } catch (IOException e) {
      return new JobResult.Failed(Failures.of(e, source.repository()).orElseThrow(() -> e));
    }
    return outcomes.of(source, payload, context.jobId());
  }

  /**
   * The manifest first: a row without a backup is tried again, a backup without a row is lost. A
   * hold that only the repository knew is known afterwards, and so decides the next time; a lock,
   * too, so that nobody is told every day of what cannot go yet.
   */
  private void delete(Verdict.Expired expired, BackupKind kind) throws IOException {
    BackupId id = BackupId.parse(expired.backup().backupId());
    try {
      repositories.existing(expired.backup().repository()).delete(id);
    } catch (RepositoryException.Held e) {
      rows.held(id, LegalHold.of(e.hold(), Instant.now()));
      return;
    } catch (RepositoryException.Locked e) {
      rows.locked(id, e.until());
      LOG.infof("event=backup.locked backup=%s until=%s", id, e.until().orElse(null));
      return;
    }
    rows.deleted(id.sourceId(), kind, expired);
    metrics.deleted(id.sourceId());
    LOG.infof("event=backup.deleted backup=%s reason=\"%s\"", id, expired.reason());
  }

  @Override
  public Consequence onFailure(Job job, Payload payload, Failure failure, boolean willRetry) {
    return failures.of(job, failure, willRetry);
  }

  @Override
  public Consequence onCancel(Job job, Payload payload, String cancelledBy) {
    LOG.infof(
        "event=retention.cancelled source=%s job=%s by=\"%s\"",
        job.sourceId(), job.id(), cancelledBy);
    return Consequence.NONE;
  }
}
