package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Fetches and proves chunks, a few at a time. How many are asked for is up to the caller. */
final class ChunkFetchers implements AutoCloseable {

  /** The store's latency is to be hidden; more than two rarely have work for a processor. */
  private static final int THREADS = 4;

  private final ObjectStore store;
  private final SubKeys keys;
  private final ExecutorService workers = Workers.fixed("restore-chunk", THREADS);
  private final Deque<ChunkReader> idle = new ArrayDeque<>();
  private boolean closed;

  ChunkFetchers(ObjectStore store, SubKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Fills the buffer and tells the object's size; fails as {@link ChunkReader#read} does. */
  Future<Integer> fetch(ChunkId id, ChunkBuffer buffer) {
    return workers.submit(
        () -> {
          ChunkReader reader = take();
          try {
            return reader.read(id, buffer);
          } finally {
            giveBack(reader);
          }
        });
  }

  private synchronized ChunkReader take() {
    return idle.isEmpty() ? new ChunkReader(store, keys) : idle.pop();
  }

  private synchronized void giveBack(ChunkReader reader) {
    if (closed) {
      reader.close();
    } else {
      idle.push(reader);
    }
  }

  /** Stops what is under way, without waiting for the store. */
  @Override
  public synchronized void close() {
    closed = true;
    workers.shutdownNow();
    idle.forEach(ChunkReader::close);
    idle.clear();
  }
}
