package io.salvaguarda.repository.chunk;

import java.nio.ByteBuffer;

/** A chunk's object, in memory that is reused. Not safe for use by several threads at once. */
public final class SealedBuffer {

  private static final int STEP = 512 * 1024;

  private byte[] bytes = new byte[0];
  private int length;

  /** Makes room for exactly {@code size} bytes; earlier content is lost when it has to grow. */
  byte[] resize(int size) {
    if (size > bytes.length) {
      int rounded = (size + STEP - 1) / STEP * STEP;
      bytes = new byte[Math.max(size, Math.min(rounded, ChunkFormat.LARGEST_OBJECT))];
    }
    length = size;
    return bytes;
  }

  /** The object's bytes; valid until the next chunk is sealed into this. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }
}
