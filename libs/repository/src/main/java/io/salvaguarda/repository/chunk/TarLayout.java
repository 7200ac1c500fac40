package io.salvaguarda.repository.chunk;

import java.util.Arrays;

/**
 * Follows a tar as it passes by, to tell where the content of files begins and ends. It only has to
 * be right often: who goes by it cuts elsewhere when it is wrong, and loses nothing.
 */
final class TarLayout {

  /** What the next bytes are. */
  enum Part {
    HEADER,
    CONTENT,
    PADDING,
    /** This is no tar, or none that is understood; it stays so to the end. */
    UNKNOWN
  }

  static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int NAME_LENGTH = 100;

  private final long[] gear;
  private final byte[] header = new byte[BLOCK];
  private Part part = Part.HEADER;
  private long left = BLOCK;
  private long size;
  private long name;

  /**
   * @param gear 256 random words: names are hashed by them
   */
  TarLayout(long[] gear) {
    this.gear = gear;
  }

  Part part() {
    return part;
  }

  /** How many bytes of this part are to come. */
  long left() {
    return left;
  }

  /** Size of the file whose content, or padding, this is. */
  long size() {
    return size;
  }

  /** Hash of the name of the file whose header was read last. */
  long name() {
    return name;
  }

  /** Takes notice of bytes, of which there are at most {@link #left}. */
  void pass(byte[] bytes, int from, int to) {
    int count = to - from;
    if (part == Part.HEADER) {
      System.arraycopy(bytes, from, header, BLOCK - (int) left, count);
    }
    left -= count;
    while (left == 0) {
      enterNext();
    }
  }

  private void enterNext() {
    switch (part) {
      case HEADER -> readHeader();
      case CONTENT -> enter(Part.PADDING, -size & (BLOCK - 1));
      case PADDING -> enter(Part.HEADER, BLOCK);
      case UNKNOWN -> left = Long.MAX_VALUE;
    }
  }

  private void enter(Part next, long length) {
    part = next;
    left = length;
  }

  private void readHeader() {
    if (isZero()) {
      enter(Part.HEADER, BLOCK); // the end, or what stands there in place of it
      return;
    }
    long told = number(CHECKSUM_AT, CHECKSUM_LENGTH);
    size = hasContent() ? number(SIZE_AT, SIZE_LENGTH) : 0;
    if (told != checksum() || size < 0) {
      enter(Part.UNKNOWN, Long.MAX_VALUE);
      return;
    }
    name = 0;
    for (int i = 0; i < NAME_LENGTH && header[i] != 0; i++) {
      name = (name << 1) + gear[header[i] & 0xff];
    }
    enter(Part.CONTENT, size);
  }

  /** Links, devices and folders have none, whatever their size says. */
  private boolean hasContent() {
    return header[TYPE_AT] < '1' || header[TYPE_AT] > '6';
  }

  private boolean isZero() {
    return Arrays.mismatch(header, new byte[BLOCK]) < 0;
  }

  private long checksum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean inItself = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += inItself ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  /** Octal digits, or binary when the first bit says so; -1 when it is neither. */
  private long number(int at, int length) {
    if ((header[at] & 0x80) != 0) {
      return binary(at, length);
    }
    long value = 0;
    for (int i = at; i < at + length; i++) {
      int digit = header[i] - '0';
      if (digit >= 0 && digit < 8) {
        value = value * 8 + digit;
      } else if (header[i] != ' ' && header[i] != 0) {
        return -1;
      }
    }
    return value;
  }

  private long binary(int at, int length) {
    long value = header[at] & 0x7f;
    for (int i = at + 1; i < at + length; i++) {
      if (value >>> 54 != 0) {
        return -1;
      }
      value = value << 8 | header[i] & 0xff;
    }
    return value;
  }
}
