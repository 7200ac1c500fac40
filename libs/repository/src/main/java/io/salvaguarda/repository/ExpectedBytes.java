package io.salvaguarda.repository;

import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that must be exactly as long as announced; else it throws at its end. */
final class ExpectedBytes extends InputStream {

  private final InputStream in;
  private final WalFile file;
  private final long expected;
  private long left;

  ExpectedBytes(InputStream in, WalFile file, long expected) {
    this.in = in;
    this.file = file;
    this.expected = expected;
    this.left = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (left == 0) {
      require(in.read() < 0);
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    require(count >= 0);
    left -= count;
    return count;
  }

  private void require(boolean asExpected) throws RepositoryException.WalTruncated {
    if (!asExpected) {
      throw new RepositoryException.WalTruncated(file, expected);
    }
  }
}
