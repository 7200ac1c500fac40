package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkFormat;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.ChunkOpener;
import io.salvaguarda.repository.chunk.ChunkOpener.NotTheChunk;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;

/** Fetches and opens single chunks, and tells damage from an outage. One per thread. */
final class ChunkReader implements AutoCloseable {

  private final ObjectStore store;
  private final ChunkOpener opener;

  ChunkReader(ObjectStore store, SubKeys keys) {
    this.store = store;
    this.opener = new ChunkOpener(keys);
  }

  /**
   * Fills the buffer with the chunk's bytes, proven.
   *
   * @return size of the object that was read
   * @throws DamagedChunk when it is missing, or twice read and twice not the chunk
   * @throws StoreException when the store does not let us know
   */
  int read(ChunkId id, ChunkBuffer chunk) throws DamagedChunk, StoreException {
    return readObject(id, chunk).length;
  }

  /** As {@link #read}, but gives the object itself, of which the same is proven. */
  byte[] readObject(ChunkId id, ChunkBuffer chunk) throws DamagedChunk, StoreException {
    try {
      return fetch(id, chunk);
    } catch (NotTheChunk first) {
      return readAgain(id, chunk);
    }
  }

  /** What arrived was wrong; what is stored may be right: a bad transfer is not damage. */
  private byte[] readAgain(ChunkId id, ChunkBuffer chunk) throws DamagedChunk, StoreException {
    try {
      return fetch(id, chunk);
    } catch (NotTheChunk e) {
      throw new DamagedChunk(new ChunkFault(id, ChunkFault.Kind.DAMAGED, e.getMessage()));
    }
  }

  private byte[] fetch(ChunkId id, ChunkBuffer chunk)
      throws NotTheChunk, DamagedChunk, StoreException {
    byte[] object;
    try {
      // one byte more than a chunk can have shows an object that is too long
      object = store.get(id.objectKey(), ChunkFormat.LARGEST_OBJECT + 1);
    } catch (StoreException.NotFound e) {
      Presence.requireRepository(store);
      throw new DamagedChunk(new ChunkFault(id, ChunkFault.Kind.MISSING, "no such object"));
    }
    opener.open(id, object, chunk);
    return object;
  }

  @Override
  public void close() {
    opener.close();
  }
}
