package io.salvaguarda.repository.wal;

import java.util.Locale;

/**
 * Arithmetic on the names of segments.
 *
 * @param bytes size of the cluster's segments: a power of two from 1 MiB to 1 GiB
 */
public record WalSegments(int bytes) {

  private static final int SMALLEST = 1 << 20;
  private static final int LARGEST = 1 << 30;

  /**
   * @throws IllegalArgumentException when no cluster has such segments
   */
  public WalSegments {
    if (bytes < SMALLEST || bytes > LARGEST || Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException("no cluster has WAL segments of " + bytes + " bytes");
    }
  }

  /** Names count in two parts, the first of which is of 4 GiB. */
  private long perPart() {
    return (1L << 32) / bytes;
  }

  /** The position of the segment's first byte. */
  public long start(String name) {
    long part = Long.parseUnsignedLong(name, 8, 16, 16);
    long inPart = Long.parseUnsignedLong(name, 16, 24, 16);
    return (part * perPart() + inPart) * bytes;
  }

  /** The name of the timeline's segment that holds the position. */
  public String name(int timeline, long position) {
    long number = position / bytes;
    return String.format(
        Locale.ROOT, "%08X%08X%08X", timeline, number / perPart(), number % perPart());
  }

  /** The position of the first byte of the segment that holds the position. */
  public long floor(long position) {
    return position & -(long) bytes;
  }
}
