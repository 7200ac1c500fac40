package io.salvaguarda.restore.window.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.window.RecoveryPlanner;
import io.salvaguarda.restore.window.StartingPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Reads what a source's window consists of. Blocks. */
@ApplicationScoped
public class RecoveryWindows {

  private static final Logger LOG = Logger.getLogger(RecoveryWindows.class);
  private static final int MOST_BACKUPS = 200;

  private final Transactions transactions;
  private final RecoveryPoints points;
  private final Repositories repositories;

  RecoveryWindows(Transactions transactions, RecoveryPoints points, Repositories repositories) {
    this.transactions = transactions;
    this.points = points;
    this.repositories = repositories;
  }

  /**
   * Backups and WAL in the source's repository as they are now.
   *
   * @throws HttpProblem 503 when the repository cannot be read
   */
  public RecoveryPlanner of(PostgresSource source) {
    try {
      return read(source);
    } catch (IOException e) {
      throw Failures.of(e, source.repository())
          .map(f -> HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, f.message()))
          .orElseThrow(() -> new UncheckedIOException(e));
    }
  }

  /** The same for work that handles such failures itself. */
  public RecoveryPlanner read(PostgresSource source) throws IOException {
    List<RecoveryPointView> known =
        transactions
            .await(
                session -> points.usable(session, source.id(), BackupKind.PHYSICAL, MOST_BACKUPS))
            .stream()
            .filter(point -> point.repository().equals(source.repository()))
            .toList();
    BackupRepository repository = repositories.existing(source.repository());
    List<StartingPoint> starts = starts(repository, known);
    return new RecoveryPlanner(starts, walOf(repository, source.id(), starts));
  }

  private static List<StartingPoint> starts(
      BackupRepository repository, List<RecoveryPointView> known) throws IOException {
    List<StartingPoint> starts = new ArrayList<>();
    for (RecoveryPointView point : known) {
      try {
        Manifest manifest = repository.manifest(BackupId.parse(point.backupId()));
        starts.add(
            new StartingPoint(
                point.backupId(),
                point.status() == ProofStatus.VERIFIED,
                manifest.completedAt(),
                ClusterFacts.fromJson(manifest.facts().facts()),
                manifest.plainBytes()));
      } catch (RepositoryException | IllegalArgumentException e) {
        LOG.warnf(
            "event=window.unusable_backup backup=%s cause=\"%s\"",
            point.backupId(), e.getMessage());
      }
    }
    return starts;
  }

  private static Map<String, WalContinuity> walOf(
      BackupRepository repository, String sourceId, List<StartingPoint> starts) throws IOException {
    Map<String, WalContinuity> found = new HashMap<>();
    try (WalArchive wal = repository.wal(sourceId)) {
      for (StartingPoint start : starts) {
        ClusterFacts facts = start.facts();
        if (!found.containsKey(facts.systemId())) {
          found.put(facts.systemId(), wal.continuity(facts.systemId(), facts.walSegmentBytes()));
        }
      }
    }
    return found;
  }
}
