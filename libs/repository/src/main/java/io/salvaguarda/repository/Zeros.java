package io.salvaguarda.repository;

import java.io.InputStream;
import java.util.Arrays;

/** So many bytes of zero. */
final class Zeros extends InputStream {

  private long left;

  Zeros(long count) {
    this.left = count;
  }

  @Override
  public int read() {
    return left-- > 0 ? 0 : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left <= 0 && length > 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    Arrays.fill(target, offset, offset + count, (byte) 0);
    left -= count;
    return count;
  }
}
