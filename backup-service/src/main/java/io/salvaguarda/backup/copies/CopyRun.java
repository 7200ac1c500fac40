package io.salvaguarda.backup.copies;

import io.salvaguarda.access.StopOrder;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.CopyOutcome;
import io.salvaguarda.repository.RepositoryCopy;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.WalCopied;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Copies what a copy does not have, the oldest first. It may end anywhere: the next one goes on.
 * Those that it has but knows no verification of are looked at again: it may have come since.
 */
public final class CopyRun {

  private final BackupRepository source;
  private final RepositoryCopy copy;
  private final StopOrder stop;
  private final Consumer<CopyStage> told;

  private int backups;
  private int alreadyThere;
  private int leftOut;
  private long newChunks;
  private long newBytes;
  private Optional<CopyOutcome.Damaged> damaged = Optional.empty();

  public CopyRun(
      BackupRepository source, RepositoryCopy copy, StopOrder stop, Consumer<CopyStage> told) {
    this.source = source;
    this.copy = copy;
    this.stop = stop;
    this.told = told;
  }

  /**
   * @throws IOException when one of the stores failed
   */
  public CopyEnd run() throws IOException {
    List<BackupId> all = source.list().reversed();
    Set<BackupId> missing = new HashSet<>(copy.missing());
    int done = 0;
    for (BackupId id : all) {
      stop.throwIfStopped();
      if (missing.contains(id) || isUnproven(id)) {
        count(copyOne(id, done, all.size()));
      } else {
        alreadyThere++;
      }
      done++;
    }
    copy.copyHolds(); // of those that were there, too
    WalCopied wal = copyWal(done, all.size());
    newChunks += wal.newChunks();
    newBytes += wal.newBytes();
    CopyFigures figures = new CopyFigures(backups, alreadyThere, leftOut, newChunks, newBytes);
    return damaged
        .<CopyEnd>map(bad -> new CopyEnd.Incomplete(figures, bad.id().toString(), bad.reason()))
        .orElseGet(
            () ->
                wal.damaged().isEmpty()
                    ? new CopyEnd.Complete(figures)
                    : new CopyEnd.WalIncomplete(figures, wal.damaged().getFirst()));
  }

  /** After the backups, so that it leads on from them. */
  private WalCopied copyWal(int done, int of) throws IOException {
    return copy.copyWal(
        (chunks, ofChunks, bytes) -> {
          stop.throwIfStopped();
          told.accept(
              new CopyStage("wal", done, of, chunks, Math.max(chunks, ofChunks), newBytes + bytes));
        });
  }

  private CopyOutcome copyOne(BackupId id, int done, int of) throws IOException {
    return copy.copy(
        id,
        (chunks, ofChunks, bytes) -> {
          stop.throwIfStopped();
          told.accept(new CopyStage(id.toString(), done, of, chunks, ofChunks, newBytes + bytes));
        });
  }

  private boolean isUnproven(BackupId id) throws IOException {
    try {
      return copy.repository().verification(id).isEmpty();
    } catch (RepositoryException.Damaged e) {
      return false; // not ours to judge
    }
  }

  private void count(CopyOutcome outcome) {
    switch (outcome) {
      case CopyOutcome.Copied copied -> {
        backups++;
        newChunks += copied.newChunks();
        newBytes += copied.newBytes();
      }
      case CopyOutcome.AlreadyThere there -> alreadyThere++;
      case CopyOutcome.Quarantined bad -> leftOut++;
      case CopyOutcome.Gone gone -> leftOut++;
      case CopyOutcome.Damaged bad -> damaged = damaged.or(() -> Optional.of(bad));
    }
  }
}
