package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The second phase: deletes what is on a list and still needed by nobody. */
final class Sweep {

  /** Deleted in seconds; who needs one of them meanwhile waits so long. */
  private static final int BATCH = 500;

  private static final int REQUESTS = 8;

  private final ObjectStore store;
  private final PruneLock lock;
  private final Set<ChunkId> needed;
  private final Ledger ledger;
  private final Clocks clocks;

  Sweep(ObjectStore store, PruneLock lock, Set<ChunkId> needed, Ledger ledger, Clocks clocks) {
    this.clocks = clocks;
    this.store = store;
    this.lock = lock;
    this.needed = needed;
    this.ledger = ledger;
  }

  /**
   * Returns when each chunk of the list is deleted or spared. What is locked is spared: it must be
   * marked anew.
   *
   * @param list whose grace is over
   */
  void run(MarkList list) throws IOException, PruneLock.Lost {
    List<MarkedChunk> rest = new ArrayList<>();
    for (MarkedChunk chunk : list.chunks()) {
      if (needed.contains(chunk.id())) {
        ledger.note(chunk, Fate.NEEDED_AGAIN, list);
      } else {
        rest.add(chunk);
      }
    }
    for (int from = 0; from < rest.size(); from += BATCH) {
      batch(list, rest.subList(from, Math.min(rest.size(), from + BATCH)));
    }
  }

  private void batch(MarkList list, List<MarkedChunk> batch) throws IOException, PruneLock.Lost {
    Lease lease = lock.declare(batch.stream().map(MarkedChunk::id).collect(Collectors.toSet()));
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (MarkedChunk chunk : batch) {
      tasks.add(() -> deleteUnlessStoredAgain(list, chunk, lease));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(REQUESTS, batch.size()),
            Thread.ofPlatform().daemon().name("prune-", 1).factory());
    try {
      boolean held = true;
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        held &= result(done);
      }
      if (!held) {
        throw new PruneLock.Lost();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while deleting chunks");
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * @return false when the lock is lost
   */
  private boolean deleteUnlessStoredAgain(MarkList list, MarkedChunk chunk, Lease lease)
      throws IOException {
    Optional<ObjectStat> stat = store.stat(chunk.id().objectKey());
    if (stat.isEmpty()) {
      ledger.note(chunk, Fate.GONE, list);
      return true;
    }
    if (!stat.get().modified().equals(chunk.modified())) {
      ledger.note(chunk, Fate.STORED_AGAIN, list);
      return true;
    }
    return delete(list, chunk, stat.get(), lease);
  }

  private boolean delete(MarkList list, MarkedChunk chunk, ObjectStat stat, Lease lease)
      throws IOException {
    try {
      if (stat.isLocked(clocks.now())) {
        ledger.note(chunk, Fate.LOCKED, list); // asking would do nothing
        return true;
      }
      if (!store.delete(chunk.id().objectKey(), lease)) {
        return false;
      }
      ledger.note(chunk, Fate.DELETED, list);
    } catch (StoreException.Locked e) {
      ledger.note(chunk, Fate.LOCKED, list); // an older version, or by the store's clock
    }
    return true;
  }

  private static boolean result(Future<Boolean> done) throws IOException, InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IOException(e.getCause());
      }
    }
  }
}
