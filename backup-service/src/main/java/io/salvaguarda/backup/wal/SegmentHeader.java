package io.salvaguarda.backup.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a segment says of itself: PostgreSQL's XLogLongPageHeaderData, with which each segment file
 * begins.
 *
 * @param systemId of the cluster that wrote it, decimal
 * @param segmentBytes how long the file is
 * @param position where the file begins in the log
 */
record SegmentHeader(String systemId, int segmentBytes, long position) {

  static final int BYTES = 40;

  private static final int MAGIC_AT = 0;
  private static final int INFO_AT = 2;
  private static final int POSITION_AT = 8;
  private static final int SYSTEM_ID_AT = 24;
  private static final int SEGMENT_BYTES_AT = 32;
  private static final int LONG_HEADER = 0x0002;
  private static final int SMALLEST = 1 << 20;
  private static final int LARGEST = 1 << 30;

  /** Every release that is supported has 0xD1 here, in the order of its own machine's bytes. */
  private static final int MAGIC = 0xD1;

  /** Empty when these bytes begin no segment. */
  static Optional<SegmentHeader> of(byte[] first) {
    if (first.length < BYTES) {
      return Optional.empty();
    }
    ByteBuffer page = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
    if (!hasMagic(page)) {
      page.order(ByteOrder.BIG_ENDIAN);
    }
    int segmentBytes = page.getInt(SEGMENT_BYTES_AT);
    boolean sound =
        hasMagic(page)
            && (page.getShort(INFO_AT) & LONG_HEADER) != 0
            && segmentBytes >= SMALLEST
            && segmentBytes <= LARGEST
            && Integer.bitCount(segmentBytes) == 1;
    return sound
        ? Optional.of(
            new SegmentHeader(
                Long.toUnsignedString(page.getLong(SYSTEM_ID_AT)),
                segmentBytes,
                page.getLong(POSITION_AT)))
        : Optional.empty();
  }

  private static boolean hasMagic(ByteBuffer page) {
    return (page.getShort(MAGIC_AT) >> 8 & 0xFF) == MAGIC;
  }
}
