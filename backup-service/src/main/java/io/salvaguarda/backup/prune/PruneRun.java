package io.salvaguarda.backup.prune;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.StopOrder;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.LocksReport;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.Fate;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One prune of one repository. It may end between any two chunks: the next one goes on. */
public final class PruneRun implements PruneObserver {

  private static final Duration GRACE = Prune.SHORTEST_GRACE;

  private final Repositories repositories;
  private final Staying staying;
  private final StopOrder stop;
  private final Consumer<PruneProgress> told;
  private PruneProgress progress = PruneProgress.NONE;

  public PruneRun(
      Repositories repositories, Staying staying, StopOrder stop, Consumer<PruneProgress> told) {
    this.repositories = repositories;
    this.staying = staying;
    this.stop = stop;
    this.told = told;
  }

  /**
   * Locks are renewed first: a backup that cannot be read ends a prune, and must not end the locks
   * of all others.
   *
   * @throws IOException when the store failed or a backup cannot be read; then nothing more is
   *     deleted
   */
  public PruneResult run(String name, boolean dryRun) throws IOException {
    BackupRepository repository;
    try {
      repository = repositories.existing(name);
    } catch (RepositoryException.Absent e) {
      return PruneResult.NO_REPOSITORY;
    }
    if (dryRun) {
      return PruneResult.ofDryRun(repository.prune().dryRun(GRACE, this));
    }
    Optional<LocksReport> locks =
        repository.locks().renew(staying.backups(), staying.wal(), done -> stop.throwIfStopped());
    return PruneResult.of(repository.prune().run(GRACE, this), locks.orElse(null));
  }

  @Override
  public void at(ChunkId id, long bytes, Fate fate, Optional<Instant> since) {
    stop.throwIfStopped();
    progress = progress.judged(fate == Fate.DELETED, bytes);
    told.accept(progress);
  }
}
