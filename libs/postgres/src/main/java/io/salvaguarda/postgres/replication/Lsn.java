package io.salvaguarda.postgres.replication;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the write-ahead log: the count of bytes before it, unsigned.
 *
 * @param value to be compared with {@link Long#compareUnsigned}
 */
public record Lsn(long value) implements Comparable<Lsn> {
  /** No position: no server ever writes there. */
  public static final Lsn ZERO = new Lsn(0);

  private static final Pattern SPELLED = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final int HEX = 16;
  private static final int HALF = 32;
  private static final long HALF_MASK = 0xFFFF_FFFFL;

  /**
   * As PostgreSQL spells it: {@code 0/16B3748}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Lsn parse(String spelled) {
    Matcher parts = SPELLED.matcher(spelled);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a WAL position: " + spelled);
    }
    long high = Long.parseLong(parts.group(1), HEX);
    return new Lsn(high << HALF | Long.parseLong(parts.group(2), HEX));
  }

  /**
   * Where the segment of that name begins.
   *
   * @param name 24 upper-case hexadecimal digits
   */
  public static Lsn ofSegment(String name, int walSegmentBytes) {
    if (!SEGMENT.matcher(name).matches()) {
      throw new IllegalArgumentException("not a WAL segment's name: " + name);
    }
    long high = Long.parseLong(name, 8, 16, HEX);
    long low = Long.parseLong(name, 16, 24, HEX);
    return new Lsn((high << HALF) + low * requireSegmentBytes(walSegmentBytes));
  }

  public Lsn plus(long bytes) {
    return new Lsn(value + bytes);
  }

  /** Bytes from the other position to this one; negative when this one comes first. */
  public long minus(Lsn other) {
    return value - other.value;
  }

  public boolean isBefore(Lsn other) {
    return compareTo(other) < 0;
  }

  /** The beginning of the segment that holds the byte at this position. */
  public Lsn segmentStart(int walSegmentBytes) {
    return new Lsn(value & -(long) requireSegmentBytes(walSegmentBytes));
  }

  /** How far into its segment this position is. */
  public int segmentOffset(int walSegmentBytes) {
    return (int) minus(segmentStart(walSegmentBytes));
  }

  /** The name of the segment file that holds the byte at this position. */
  public String segmentName(int timeline, int walSegmentBytes) {
    long low = (value & HALF_MASK) / requireSegmentBytes(walSegmentBytes);
    return String.format(Locale.ROOT, "%08X%08X%08X", timeline, value >>> HALF, low);
  }

  private static int requireSegmentBytes(int bytes) {
    if (bytes < 1 << 20 || bytes > 1 << 30 || Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException("not a WAL segment's size: " + bytes);
    }
    return bytes;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%X/%X", value >>> HALF, value & HALF_MASK);
  }
}
