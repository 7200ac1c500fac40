package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;

/** A chunk that is needed cannot be had back. Not an outage: the store answered well. */
public final class DamagedChunk extends RepositoryException {

  private final ChunkFault fault;

  DamagedChunk(ChunkFault fault) {
    super("chunk " + fault.chunkId() + " is " + fault.kind() + ": " + fault.detail());
    this.fault = fault;
  }

  public ChunkId chunkId() {
    return fault.chunkId();
  }

  public ChunkFault fault() {
    return fault;
  }
}
