package io.salvaguarda.postgres.physical;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** An archive's bytes, counted; remembers what it threw, which says nothing about the archive. */
final class SourceStream extends FilterInputStream {
  private final LongConsumer progress;
  private IOException thrown;

  SourceStream(InputStream in, LongConsumer progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      if (count > 0) {
        progress.accept(count);
      }
      return count;
    } catch (IOException e) {
      thrown = e;
      throw e;
    }
  }

  /** Throws again what the source threw, however it was wrapped since. */
  void rethrow() throws IOException {
    if (thrown != null) {
      throw thrown;
    }
  }
}
