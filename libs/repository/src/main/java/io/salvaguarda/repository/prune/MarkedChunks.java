package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.LockHistory.State;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a writer has to know of pruning: the chunks that were marked when it began, and how to store
 * one of those so that no prune takes it away. To be read before the writer relies on any object;
 * marks that come later do not concern it, since their grace is longer than it may take.
 */
public final class MarkedChunks {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final ObjectStore store;
  private final LockHistory history;
  private final Clocks clocks;
  private final Set<ChunkId> chunks = new HashSet<>();

  private MarkedChunks(ObjectStore store, LockHistory history, Clocks clocks) {
    this.store = store;
    this.history = history;
    this.clocks = clocks;
  }

  public static MarkedChunks read(ObjectStore store, SealedDocuments documents, Clocks clocks)
      throws IOException {
    MarkedChunks marked = new MarkedChunks(store, new LockHistory(store, documents), clocks);
    for (MarkList list : new Marks(store, documents).read()) {
      list.chunks().forEach(chunk -> marked.chunks.add(chunk.id()));
    }
    return marked;
  }

  /** Whether the chunk's object may be deleted soon, so that the chunk must be stored again. */
  public boolean contains(ChunkId id) {
    return chunks.contains(id);
  }

  /** Stores a chunk's object, whether it is there or not. */
  @FunctionalInterface
  public interface Put {
    void run() throws IOException;
  }

  /**
   * Stores a marked chunk for good. A pruner first declares what it is about to delete, then looks
   * whether it was put again, and takes the declaration back when all is deleted; this first puts,
   * then looks at the declaration, and then whether the chunk is still there. So either the pruner
   * sees that the chunk was put; or this sees the declaration, waits and puts again; or the
   * declaration was taken back before, and this sees whether the chunk was deleted.
   */
  public void store(ChunkId id, Put put) throws IOException {
    put.run();
    while (true) {
      Optional<State> lock = sweeping(id);
      if (lock.isPresent()) {
        awaitEnd(id, lock.get());
      } else if (store.stat(id.objectKey()).isPresent()) {
        return;
      }
      put.run();
    }
  }

  /**
   * Waits for the pruner to go on. One that shows no life for longer than it has any right to
   * delete loses the lock, as it would to another pruner: it may be stopped and not dead.
   */
  private void awaitEnd(ChunkId id, State lock) throws IOException {
    Stopwatch watched = clocks.start();
    while (watched.elapsed().compareTo(PruneLock.LEASE.plus(PruneLock.MARGIN)) < 0) {
      clocks.pause(POLL);
      if (sweeping(id).filter(now -> now.number() == lock.number()).isEmpty()) {
        return;
      }
    }
    history.end(lock.number(), LockDocument.FREE);
  }

  /** The lock as it is, when its holder may be deleting the chunk right now. */
  private Optional<State> sweeping(ChunkId id) throws IOException {
    return history.current().filter(state -> state.document().sweeping().contains(id));
  }
}
