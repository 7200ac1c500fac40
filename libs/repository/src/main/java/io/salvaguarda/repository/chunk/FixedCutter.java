package io.salvaguarda.repository.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Cuts a stream where it is told to. */
public final class FixedCutter implements Cutter {

  private final InputStream in;
  private final PrimitiveIterator.OfInt lengths;

  private FixedCutter(InputStream in, IntStream lengths) {
    this.in = in;
    this.lengths = lengths.iterator();
  }

  /**
   * Chunks of one length, but for the last.
   *
   * @param length at most {@link ChunkFormat#MAXIMUM}
   */
  public static FixedCutter every(int length, InputStream in) {
    return new FixedCutter(in, IntStream.generate(() -> length));
  }

  /**
   * As many chunks as there are lengths.
   *
   * @param lengths each at least 1 and at most {@link ChunkFormat#MAXIMUM}
   */
  public static FixedCutter of(Collection<Integer> lengths, InputStream in) {
    return new FixedCutter(in, lengths.stream().mapToInt(Integer::intValue));
  }

  @Override
  public boolean next(ChunkBuffer chunk) throws IOException {
    chunk.clear();
    int length = lengths.hasNext() ? lengths.nextInt() : 0;
    boolean more = true;
    while (more && chunk.length() < length) {
      more = chunk.append(in, length - chunk.length());
    }
    return chunk.length() > 0;
  }
}
