package io.salvaguarda.restore.point.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.RecoveryPoint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Makes the recovery points what the repositories say. Blocks: for virtual threads. */
@ApplicationScoped
class PointsRebuild {

  private static final Logger LOG = Logger.getLogger(PointsRebuild.class);

  /** What came of it, over all repositories. */
  @Schema(name = "RecoveryPointsRebuilt")
  record Summary(
      @Schema(description = "backups in the repositories that could be read") int found,
      @Schema(description = "recovery points without a backup") int removed,
      @Schema(description = "manifests that are damaged; the log names them") int unreadable) {

    Summary plus(Summary other) {
      return new Summary(
          found + other.found, removed + other.removed, unreadable + other.unreadable);
    }
  }

  private static final Summary NOTHING = new Summary(0, 0, 0);

  private final Repositories repositories;
  private final RecoveryPoints points;
  private final Transactions transactions;

  PointsRebuild(Repositories repositories, RecoveryPoints points, Transactions transactions) {
    this.repositories = repositories;
    this.points = points;
    this.transactions = transactions;
  }

  /**
   * @throws HttpProblem 503 when a repository cannot be read; all the others have been read then
   */
  Summary run() {
    Summary all = NOTHING;
    List<String> unread = new ArrayList<>();
    for (String name : repositories.names()) {
      try {
        all = all.plus(rebuild(name));
      } catch (RepositoryException.Absent none) {
        LOG.warnf("event=points.no_repository repository=%s", name);
      } catch (IOException e) {
        Failure failure = Failures.of(e, name).orElseThrow(() -> new UncheckedIOException(e));
        unread.add(failure.message() + " " + failure.nextStep());
      }
    }
    LOG.infof("event=points.rebuilt summary=\"%s\" unread=%d", all, unread.size());
    if (!unread.isEmpty()) {
      throw HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, String.join(" ", unread));
    }
    return all;
  }

  private Summary rebuild(String name) throws IOException {
    Instant before = Instant.now();
    BackupRepository repository = repositories.existing(name);
    List<BackupId> ids = repository.list();
    Summary summary = NOTHING;
    for (BackupId id : ids) {
      summary = summary.plus(take(name, repository, id));
    }
    return summary.plus(new Summary(0, removeOthers(name, ids, before), 0));
  }

  private Summary take(String name, BackupRepository repository, BackupId id) throws IOException {
    try {
      RecoveryPoint point = RecoveryPoint.of(repository.manifest(id), name);
      Optional<VerificationMark> mark = repository.verification(id);
      transactions.await(
          session -> points.addSeen(session, point).chain(() -> judge(session, point, mark)));
      return new Summary(1, 0, 0);
    } catch (RepositoryException.NoSuchBackup deletedMeanwhile) {
      return NOTHING;
    } catch (RepositoryException | IllegalArgumentException e) {
      LOG.errorf("event=points.unreadable backup=%s cause=\"%s\"", id, e.getMessage());
      return new Summary(0, 0, 1);
    }
  }

  private Uni<Void> judge(
      Mutiny.Session session, RecoveryPoint point, Optional<VerificationMark> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    VerificationMark mark = found.get();
    ProofStatus status =
        switch (mark.outcome()) {
          case PASSED -> ProofStatus.VERIFIED;
          case FAILED -> ProofStatus.QUARANTINED;
          case INCONCLUSIVE -> ProofStatus.INCONCLUSIVE;
        };
    Level level = mark.level().map(Level::valueOf).orElse(null);
    return points.judge(session, point.backupId(), status, level, mark.at());
  }

  private int removeOthers(String name, List<BackupId> ids, Instant before) {
    Set<String> there = new HashSet<>();
    ids.forEach(id -> there.add(id.toString()));
    int removed = 0;
    for (String backupId :
        transactions.await(session -> points.completedBefore(session, name, before))) {
      if (!there.contains(backupId)
          && transactions.await(session -> points.remove(session, backupId))) {
        LOG.warnf("event=points.removed backup=%s reason=\"no manifest\"", backupId);
        removed++;
      }
    }
    return removed;
  }
}
