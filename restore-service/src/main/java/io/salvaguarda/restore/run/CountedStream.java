package io.salvaguarda.restore.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells of bytes that have been read. */
final class CountedStream extends FilterInputStream {

  private final LongConsumer listener;

  /**
   * @param listener gets how many more it were
   */
  CountedStream(InputStream in, LongConsumer listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    tell(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    tell(Math.max(0, count));
    return count;
  }

  private void tell(int count) {
    listener.accept(count);
  }
}
