package io.salvaguarda.repository.chunk;

import java.io.IOException;

/** Cuts one stream into chunks. For one thread. */
@FunctionalInterface
public interface Cutter {

  /**
   * Fills the buffer with the next chunk.
   *
   * @return false at the end of the stream; the buffer is then empty
   */
  boolean next(ChunkBuffer chunk) throws IOException;
}
