package io.salvaguarda.repository.chunk;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream at fixed distances. */
public final class FixedCutter implements Cutter {

  private final InputStream in;
  private final int distance;
  private final byte[] block = new byte[64 * 1024];

  /**
   * @param distance at most {@link ChunkFormat#MAXIMUM}
   */
  public FixedCutter(InputStream in, int distance) {
    this.in = in;
    this.distance = distance;
  }

  @Override
  public boolean next(ChunkBuffer chunk) throws IOException {
    chunk.clear();
    while (chunk.length() < distance) {
      int read = in.read(block, 0, Math.min(block.length, distance - chunk.length()));
      if (read < 0) {
        break;
      }
      chunk.append(block, 0, read);
    }
    return chunk.length() > 0;
  }
}
