package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Copies the objects of chunks from store to store, those that are not there yet. */
final class ChunkCopies implements AutoCloseable {

  /** Each holds up to three times the largest chunk. */
  private static final int THREADS = 4;

  private static final int AHEAD = 4 * THREADS;

  private final ObjectStore source;
  private final ObjectStore target;
  private final StoredChunks stored;
  private final SubKeys keys;
  private final MarkedChunks marked;
  private final Suspects suspects;
  private final CopyProgress progress;
  private final ExecutorService workers = Workers.fixed("copy-chunk", THREADS);
  private final Deque<Desk> idle = new ArrayDeque<>();
  private boolean closed;
  private long looked;
  private long newChunks;
  private long newBytes;

  ChunkCopies(
      ObjectStore source,
      ObjectStore target,
      SubKeys keys,
      MarkedChunks marked,
      Suspects suspects,
      CopyProgress progress) {
    this.source = source;
    this.target = target;
    this.stored = new StoredChunks(target);
    this.keys = keys;
    this.marked = marked;
    this.suspects = suspects;
    this.progress = progress;
  }

  /**
   * Returns when all have arrived.
   *
   * @throws DamagedChunk when one cannot be had from the source
   */
  void copy(Collection<ChunkId> ids) throws IOException {
    Deque<Future<Long>> ahead = new ArrayDeque<>();
    for (ChunkId id : ids) {
      if (ahead.size() == AHEAD) {
        count(ahead.poll(), ids.size());
      }
      ahead.add(workers.submit(() -> isThere(id) ? 0 : copy(id)));
    }
    while (!ahead.isEmpty()) {
      count(ahead.poll(), ids.size());
    }
  }

  private void count(Future<Long> done, long of) throws IOException {
    long bytes = Workers.await(done);
    looked++;
    newChunks += bytes > 0 ? 1 : 0;
    newBytes += bytes;
    progress.at(looked, of, newBytes);
  }

  long newChunks() {
    return newChunks;
  }

  long newBytes() {
    return newBytes;
  }

  private boolean isThere(ChunkId id) throws StoreException {
    return !marked.contains(id) && !suspects.contains(id) && stored.size(id).isPresent();
  }

  private long copy(ChunkId id) throws IOException {
    Desk desk = take();
    try {
      byte[] object = desk.reader.readObject(id, desk.plain);
      if (marked.contains(id)) {
        marked.store(id, () -> put(id, object));
      } else {
        put(id, object);
      }
      return object.length;
    } finally {
      giveBack(desk);
    }
  }

  /** What arrived is read again; a transfer that went wrong is made once more. */
  private void put(ChunkId id, byte[] object) throws IOException {
    target.put(id.objectKey(), ByteBuffer.wrap(object));
    if (!hasArrived(id, object)) {
      target.put(id.objectKey(), ByteBuffer.wrap(object));
      if (!hasArrived(id, object)) {
        throw new StoreException.Unavailable("chunk " + id + " does not arrive as it was sent");
      }
    }
  }

  private boolean hasArrived(ChunkId id, byte[] object) throws StoreException {
    return Arrays.equals(target.get(id.objectKey(), object.length + 1), object);
  }

  /** What one thread works with. */
  private record Desk(ChunkReader reader, ChunkBuffer plain) {}

  private synchronized Desk take() {
    return idle.isEmpty() ? new Desk(new ChunkReader(source, keys), new ChunkBuffer()) : idle.pop();
  }

  private synchronized void giveBack(Desk desk) {
    if (closed) {
      desk.reader.close();
    } else {
      idle.push(desk);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    workers.shutdownNow();
    idle.forEach(desk -> desk.reader.close());
    idle.clear();
  }
}
