package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.Future;

/** Reads many chunks, a few at a time, and tells of each whether it can be had back. */
final class ChunkProofs {

  private static final int AHEAD = 6;

  private final ObjectStore store;
  private final SubKeys keys;
  private final Listener listener;
  private final Deque<ChunkBuffer> free = new ArrayDeque<>();
  private final Deque<Fetch> ahead = new ArrayDeque<>();

  /** Called from one thread, in the order of the chunks. */
  interface Listener {
    void proven(ChunkId id, int plainBytes, int storedBytes);

    void faulty(ChunkFault fault);
  }

  ChunkProofs(ObjectStore store, SubKeys keys, Listener listener) {
    this.store = store;
    this.keys = keys;
    this.listener = listener;
    for (int i = 0; i < AHEAD; i++) {
      free.add(new ChunkBuffer());
    }
  }

  /** Does not stop at what is faulty, only when the store does not let it go on. */
  void run(Collection<ChunkId> ids) throws IOException {
    try (ChunkFetchers fetchers = new ChunkFetchers(store, keys)) {
      for (ChunkId id : ids) {
        if (free.isEmpty()) {
          free.add(finish(ahead.poll()));
        }
        ChunkBuffer buffer = free.poll();
        ahead.add(new Fetch(id, buffer, fetchers.fetch(id, buffer)));
      }
      while (!ahead.isEmpty()) {
        free.add(finish(ahead.poll()));
      }
    }
  }

  private record Fetch(ChunkId id, ChunkBuffer buffer, Future<Integer> done) {}

  private ChunkBuffer finish(Fetch fetch) throws IOException {
    try {
      int storedBytes = Workers.await(fetch.done);
      listener.proven(fetch.id, fetch.buffer.length(), storedBytes);
    } catch (DamagedChunk e) {
      listener.faulty(e.fault());
    }
    return fetch.buffer;
  }
}
