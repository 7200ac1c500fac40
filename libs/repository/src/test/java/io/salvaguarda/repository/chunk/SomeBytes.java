package io.salvaguarda.repository.chunk;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes for tests, the same for the same seed. */
public final class SomeBytes {

  private SomeBytes() {}

  /** Does not compress. */
  public static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** As many random bytes, made as they are read. */
  public static InputStream randomStream(long size, long seed) {
    Random random = new Random(seed);
    byte[] block = new byte[64 * 1024];
    return new InputStream() {
      private long left = size;
      private int at = block.length;

      @Override
      public int read() {
        throw new UnsupportedOperationException("read in blocks");
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        if (at == block.length) {
          random.nextBytes(block);
          at = 0;
        }
        int count = (int) Math.min(left, Math.min(length, block.length - at));
        System.arraycopy(block, at, target, offset, count);
        at += count;
        left -= count;
        return count;
      }
    };
  }

  /** Rows as a dump has them: compresses well, repeats little. */
  public static byte[] rows(int size, long seed) {
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder(size + 100);
    while (rows.length() < size) {
      rows.append(random.nextInt(1 << 24))
          .append("\taccount ")
          .append(random.nextInt(1000))
          .append('\t')
          .append(random.nextGaussian())
          .append("\t              \n");
    }
    return rows.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives the bytes out in pieces of odd sizes, as a pipe does. */
  public static InputStream trickling(byte[] bytes, long seed) {
    Random random = new Random(seed);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(100_000)));
      }
    };
  }
}
