package io.salvaguarda.backup.prune;

import io.salvaguarda.repository.prune.Fate;
import io.salvaguarda.repository.prune.PruneReport;

/**
 * What a prune did, or would do, as events and job results tell it.
 *
 * @param locked in no backup for long enough, but the store keeps them until their locks are over
 * @param spared in no backup, but too new to be marked, or marked and wanted again
 */
public record PruneFigures(
    Count deleted, Count marked, Count waiting, Count locked, Count spared, Count needed) {

  /** Chunks and the stored bytes of them. */
  public record Count(long chunks, long bytes) {

    static final Count NONE = new Count(0, 0);

    Count and(PruneReport.Tally tally) {
      return new Count(chunks + tally.chunks(), bytes + tally.bytes());
    }
  }

  /** {@link Fate#GONE} is in none of them: there was nothing left to do or to keep. */
  public static PruneFigures of(PruneReport report) {
    return new PruneFigures(
        Count.NONE.and(report.of(Fate.DELETED)),
        Count.NONE.and(report.of(Fate.MARKED)),
        Count.NONE.and(report.of(Fate.WAITING)),
        Count.NONE.and(report.of(Fate.LOCKED)),
        Count.NONE
            .and(report.of(Fate.YOUNG))
            .and(report.of(Fate.NEEDED_AGAIN))
            .and(report.of(Fate.STORED_AGAIN)),
        Count.NONE.and(report.needed()));
  }
}
