package io.salvaguarda.backup.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Files that look like a cluster's segments of 1 MiB, as small as they get. */
public final class Segments {

  public static final int BYTES = 1 << 20;

  private Segments() {}

  /** The segment of that number on timeline 1. */
  public static byte[] segment(long systemId, int number, long seed) {
    byte[] bytes = new byte[BYTES];
    new Random(seed).nextBytes(bytes);
    ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    page.putShort((short) 0xD110).putShort((short) 0x0002).putInt(1);
    page.putLong((long) number * BYTES).putLong(0).putLong(systemId).putInt(BYTES).putInt(8192);
    return bytes;
  }

  public static String name(int number) {
    return "%08X%08X%08X".formatted(1, 0, number);
  }
}
