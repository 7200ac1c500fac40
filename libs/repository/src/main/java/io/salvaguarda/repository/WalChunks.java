package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.Cutter;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.List;

/**
 * Stores the chunks of WAL. Nobody asks whether a chunk is there: WAL is new nearly always, and to
 * put an object again is harmless.
 */
final class WalChunks implements AutoCloseable {

  private final ObjectStore store;
  private final SubKeys keys;
  private final Clocks clocks;
  private final SharedUploads shared;
  private ChunkUploads uploads;
  private boolean closed;
  private WalTerm term;

  WalChunks(ObjectStore store, SubKeys keys, Clocks clocks, SharedUploads shared) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
    this.shared = shared;
  }

  /**
   * @param term in which they were stored, and only in which they may be published
   * @param newBytes of the objects that were put
   */
  record Stored(WalTerm term, List<ChunkId> chunks, long plainBytes, long newBytes) {}

  /** Returns when all chunks are in the store. */
  Stored store(Cutter cutter) throws IOException {
    WalTerm current = term();
    ChunkUploads to = uploads();
    ChunkUploads.Tally tally = to.new Tally(new ChunkUploads.Scope(current.marked()));
    StreamUpload upload =
        new StreamUpload(
            to,
            id -> current.hasStored(id) ? ChunkUploads.Need.NONE : ChunkUploads.Need.ALWAYS,
            Progress.NONE);
    StreamUpload.Uploaded uploaded = upload.run(cutter, tally);
    current.remember(uploaded.chunks());
    return new Stored(current, uploaded.chunks(), uploaded.plainBytes(), tally.newBytes());
  }

  private synchronized WalTerm term() throws IOException {
    if (term == null || term.isOver()) {
      term = WalTerm.begin(store, keys, clocks);
    }
    return term;
  }

  private synchronized ChunkUploads uploads() {
    if (closed) {
      throw new IllegalStateException("the archive is closed");
    }
    if (uploads == null) {
      uploads = shared.join();
    }
    return uploads;
  }

  @Override
  public synchronized void close() {
    if (uploads != null && !closed) {
      shared.leave();
    }
    closed = true;
  }
}
