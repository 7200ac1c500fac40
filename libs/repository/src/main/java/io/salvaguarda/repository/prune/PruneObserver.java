package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import java.time.Instant;
import java.util.Optional;

/** Told of each chunk that is or was in no backup. Called by several threads, one at a time. */
@FunctionalInterface
public interface PruneObserver {

  /** Tells nobody. */
  PruneObserver NONE = (id, bytes, fate, since) -> {};

  /**
   * @param bytes the object's size
   * @param since when it was first seen in no backup, by the store's clock; empty: just now
   */
  void at(ChunkId id, long bytes, Fate fate, Optional<Instant> since);
}
