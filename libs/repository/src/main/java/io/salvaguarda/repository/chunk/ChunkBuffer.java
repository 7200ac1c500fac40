package io.salvaguarda.repository.chunk;

import java.util.Arrays;

/**
 * The plain bytes of one chunk at a time, reused. Most chunks are well below half the maximum, so
 * it begins there and grows once if it must. Not safe for use by several threads at once.
 */
public final class ChunkBuffer {

  private byte[] bytes = new byte[ChunkFormat.MAXIMUM / 2];
  private int length;

  /** The backing array; only the first {@link #length()} bytes mean anything. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void append(byte[] source, int from, int to) {
    int count = to - from;
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, ChunkFormat.MAXIMUM);
    }
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Makes room for exactly {@code size} bytes, whose content is then to be written. */
  byte[] resize(int size) {
    if (size > bytes.length) {
      bytes = new byte[ChunkFormat.MAXIMUM];
    }
    length = size;
    return bytes;
  }
}
