package io.salvaguarda.backup.prune;

/**
 * How far a prune has come.
 *
 * @param judged chunks in no backup whose fate is known by now
 */
public record PruneProgress(long judged, long deletedChunks, long deletedBytes) {

  static final PruneProgress NONE = new PruneProgress(0, 0, 0);

  PruneProgress judged(boolean deleted, long bytes) {
    return new PruneProgress(
        judged + 1, deletedChunks + (deleted ? 1 : 0), deletedBytes + (deleted ? bytes : 0));
  }
}
