package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;

/**
 * A chunk that cannot be had back.
 *
 * @param detail for people
 */
public record ChunkFault(ChunkId chunkId, Kind kind, String detail) {

  /** MISSING: no object. DAMAGED: an object, read twice, that is not the chunk. */
  public enum Kind {
    MISSING,
    DAMAGED
  }
}
