package io.salvaguarda.repository.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The plain bytes of one chunk at a time, reused. Many streams are a few kilobytes, and most chunks
 * well below half the maximum: so it begins small, and grows at most three times. Not safe for use
 * by several threads at once.
 */
public final class ChunkBuffer {

  /** What is cut at fixed distances needs no more, or twice as much. */
  private static final int PAGES = 2 * 1024 * 1024;

  private byte[] bytes = new byte[ChunkFormat.STEP];
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
    makeRoom(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /**
   * Appends what one read gives, without another copy.
   *
   * @param most at least 1
   * @return false at the end
   */
  boolean append(InputStream in, int most) throws IOException {
    makeRoom(most);
    int count = in.read(bytes, length, most);
    length += Math.max(0, count);
    return count >= 0;
  }

  private void makeRoom(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, roomFor(length + count));
    }
  }

  /** Makes room for exactly {@code size} bytes, whose content is then to be written. */
  byte[] resize(int size) {
    if (size > bytes.length) {
      bytes = new byte[roomFor(size)];
    }
    length = size;
    return bytes;
  }

  private static int roomFor(int size) {
    int room = size > PAGES ? ChunkFormat.MAXIMUM / 2 : PAGES;
    return size > room ? ChunkFormat.MAXIMUM : room;
  }
}
