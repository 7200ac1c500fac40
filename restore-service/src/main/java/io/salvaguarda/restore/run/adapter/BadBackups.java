package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.RestoreOrder;
import io.salvaguarda.restore.run.RestoreOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What follows when a restore finds its backup bad: quarantine, and the next best one. Blocks. */
@ApplicationScoped
public class BadBackups {

  private static final Logger LOG = Logger.getLogger(BadBackups.class);
  private static final int MOST_LOOKED_AT = 20;

  private final Repositories repositories;
  private final RecoveryPoints points;
  private final Transactions transactions;

  BadBackups(Repositories repositories, RecoveryPoints points, Transactions transactions) {
    this.repositories = repositories;
    this.points = points;
    this.transactions = transactions;
  }

  /** How the attempt's job ends. */
  public <R> JobResult resultOf(
      Job job, RestoreOrder order, RestoreOutcome<R> outcome, Function<R, JobResult> done) {
    return switch (outcome) {
      case RestoreOutcome.Restored<R> restored -> done.apply(restored.result());
      case RestoreOutcome.Failed<R> failed ->
          new JobResult.Failed(withNextBest(job, order, failed.failure(), Optional.empty()));
      case RestoreOutcome.Damaged<R> damaged -> {
        quarantine(job, order, damaged.finding());
        yield new JobResult.Failed(withNextBest(job, order, damaged.failure(), damaged.chunk()));
      }
    };
  }

  /** What follows in the catalog: from this moment on a bad backup is offered to nobody. */
  public Consequence judged(Consequence told, RestoreOrder order, Failure failure) {
    return failure.errorClass() == ErrorClass.BACKUP_DAMAGED
        ? told.with(
            session ->
                points.judge(
                    session, order.backupId(), ProofStatus.QUARANTINED, null, Instant.now()))
        : told;
  }

  /**
   * Marks the backup in the repository. To judge backups is verify-service's, which verifies this
   * one when it hears of the failed restore and so tells everybody, or lifts the mark. But until
   * then nobody must be offered the same backup, the next backup must store its chunks again, and
   * both are decided by this mark.
   */
  private void quarantine(Job job, RestoreOrder order, String finding) {
    VerificationMark mark =
        new VerificationMark(
            BackupId.parse(order.backupId()),
            job.id().toString(),
            Outcome.FAILED,
            Optional.empty(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            List.of("A restore found: " + finding));
    try {
      repositories.existing(order.repository()).mark(mark);
      LOG.warnf("event=restore.quarantined backup=%s job=%s", order.backupId(), job.id());
    } catch (IOException e) {
      LOG.errorf(
          "event=restore.not_quarantined backup=%s job=%s cause=\"%s\"",
          order.backupId(), job.id(), e.getMessage());
    }
  }

  /** The failure with the backup to use instead, and what that would lose. */
  private Failure withNextBest(
      Job job, RestoreOrder order, Failure failure, Optional<ChunkId> chunk) {
    if (failure.errorClass() != ErrorClass.BACKUP_DAMAGED
        && failure.errorClass() != ErrorClass.CONTENT_DIFFERS) {
      return failure;
    }
    String nextStep =
        nextBest(job.sourceId(), order, chunk)
            .map(
                other ->
                    "Restore %s instead: the newest other verified backup%s; everything after %s is lost then."
                        .formatted(
                            other.backupId(),
                            chunk.isPresent() ? " without that chunk" : "",
                            other.snapshotAt()))
            .orElse(
                "No other verified backup of this source is known to be without this fault: verify"
                    + " the older ones, and take a new one now.");
    return new Failure(
        failure.kind(), failure.errorClass(), failure.message(), nextStep, failure.logTail());
  }

  private Optional<RecoveryPointView> nextBest(
      String sourceId, RestoreOrder order, Optional<ChunkId> chunk) {
    return transactions
        .await(session -> points.verified(session, sourceId, order.kind(), MOST_LOOKED_AT))
        .stream()
        .filter(point -> !point.backupId().equals(order.backupId()))
        .filter(point -> chunk.isEmpty() || !holds(point, chunk.get()))
        .findFirst();
  }

  /** Backups share chunks: another that needs the bad one is as bad. */
  private boolean holds(RecoveryPointView point, ChunkId chunk) {
    try {
      BackupRepository repository = repositories.existing(point.repository());
      Manifest manifest = repository.manifest(BackupId.parse(point.backupId()));
      return manifest.streams().stream().anyMatch(stream -> stream.chunks().contains(chunk));
    } catch (RepositoryException e) {
      return true;
    } catch (IOException e) {
      return false; // the store is away: nothing is known against it
    }
  }
}
