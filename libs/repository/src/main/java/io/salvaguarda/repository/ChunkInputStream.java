package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;

/** A stream put together from its chunks again, a few of which are fetched ahead. */
final class ChunkInputStream extends InputStream {

  /** Chunks being fetched or waiting to be read; each may hold a few MiB. */
  private static final int AHEAD = 6;

  private final int most;

  private final ChunkFetchers fetchers;
  private final Iterator<ChunkId> rest;
  private final long expected;
  private final String documentKey;
  private final Deque<Fetch> ahead = new ArrayDeque<>();
  private final Deque<ChunkBuffer> free = new ArrayDeque<>();
  private ChunkBuffer current;
  private int position;
  private long delivered;
  private IOException failure;

  /**
   * @param expected bytes of all chunks
   * @param documentKey of the document that names them
   * @param together how many streams are read at the same time: they share what is fetched ahead
   */
  ChunkInputStream(
      ObjectStore store,
      SubKeys keys,
      List<ChunkId> chunks,
      long expected,
      String documentKey,
      int together) {
    this.most = Math.max(1, AHEAD / together);
    this.fetchers = new ChunkFetchers(store, keys);
    this.rest = chunks.iterator();
    this.expected = expected;
    this.documentKey = documentKey;
  }

  @Override
  public int read() throws IOException {
    return advance() ? current.array()[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, current.length() - position);
    System.arraycopy(current.array(), position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return current == null ? 0 : current.length() - position;
  }

  @Override
  public void close() {
    if (failure == null) {
      failure = new IOException("stream is closed");
    }
    current = null;
    fetchers.close();
  }

  /** Makes sure that a byte can be read; false at the end. After a failure it stays failed. */
  private boolean advance() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (current != null && position < current.length()) {
      return true;
    }
    try {
      return nextChunk();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private boolean nextChunk() throws IOException {
    if (current != null) {
      free.add(current);
      current = null;
    }
    while (ahead.size() < most && rest.hasNext()) {
      ChunkBuffer buffer = free.isEmpty() ? new ChunkBuffer() : free.poll();
      ahead.add(new Fetch(buffer, fetchers.fetch(rest.next(), buffer)));
    }
    if (ahead.isEmpty()) {
      requireWhole();
      return false;
    }
    current = await(ahead.poll());
    position = 0;
    delivered += current.length();
    return true;
  }

  private void requireWhole() throws RepositoryException.Damaged {
    if (delivered != expected) {
      throw new RepositoryException.Damaged(
          documentKey, "chunks hold " + delivered + " bytes, not " + expected);
    }
  }

  private record Fetch(ChunkBuffer buffer, Future<Integer> done) {}

  private static ChunkBuffer await(Fetch fetch) throws IOException {
    Workers.await(fetch.done);
    return fetch.buffer;
  }
}
