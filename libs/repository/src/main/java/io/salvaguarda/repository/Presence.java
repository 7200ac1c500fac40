package io.salvaguarda.repository;

import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.time.Duration;

/**
 * Tells "that object is gone" from "the whole repository is not there", as when a disk is not
 * mounted: the latter is an outage and not a thousand missing chunks.
 */
final class Presence {

  private Presence() {}

  /** Throws when the repository is not there. */
  @FunctionalInterface
  interface Check {
    void run() throws StoreException;
  }

  /** Looks once a second at most: who archives WAL would ask with each segment. */
  static final class Recent implements Check {
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final Clocks clocks;
    private Stopwatch seen;

    Recent(ObjectStore store, Clocks clocks) {
      this.store = store;
      this.clocks = clocks;
    }

    @Override
    public synchronized void run() throws StoreException {
      if (seen == null || seen.elapsed().compareTo(RECENT) > 0) {
        Stopwatch now = clocks.start();
        requireRepository(store);
        seen = now;
      }
    }
  }

  static void requireRepository(ObjectStore store) throws StoreException {
    if (store.stat(RepositoryDocument.KEY).isEmpty()) {
      throw new StoreException.Unavailable(
          "the store holds no repository.json any more: is its disk mounted, its bucket the right one?");
    }
  }
}
