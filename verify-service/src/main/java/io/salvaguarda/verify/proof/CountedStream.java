package io.salvaguarda.verify.proof;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells of bytes that have been read. */
final class CountedStream extends FilterInputStream {

  private final LongConsumer progress;

  /**
   * @param progress gets how many more it were
   */
  CountedStream(InputStream in, LongConsumer progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    return counted(super.read(), 1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    return counted(read, read);
  }

  private int counted(int result, int bytes) {
    if (result >= 0) {
      progress.accept(bytes);
    }
    return result;
  }
}
