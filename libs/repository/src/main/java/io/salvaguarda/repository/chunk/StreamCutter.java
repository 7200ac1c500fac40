package io.salvaguarda.repository.chunk;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into chunks by its content (FastCDC with normalised chunking, Xia and others 2016),
 * so that an insertion changes only the chunks around it. The gear table is secret: with a public
 * one the sizes of chunks would tell which known file was backed up.
 */
public final class StreamCutter implements Cutter {

  /** Two bits more than the average asks for, then two fewer; in the hash's oldest bits. */
  private static final long HARD = -1L << (64 - 23);

  private static final long EASY = -1L << (64 - 19);

  private final InputStream in;
  private final long[] gear;
  private final byte[] block = new byte[128 * 1024];
  private int next;
  private int end;
  private int position;
  private long hash;

  /**
   * @param gear 256 random words, the repository's own
   */
  public StreamCutter(InputStream in, long[] gear) {
    this.in = in;
    this.gear = gear;
  }

  @Override
  public boolean next(ChunkBuffer chunk) throws IOException {
    chunk.clear();
    position = 0;
    hash = 0;
    while (next < end || fill()) {
      int cut = scan(next, end);
      int to = cut < 0 ? end : cut;
      chunk.append(block, next, to);
      next = to;
      if (cut >= 0) {
        return true;
      }
    }
    return chunk.length() > 0;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(block));
    return end > 0;
  }

  /** Index after the chunk's last byte, or -1 when the chunk goes on after the block. */
  private int scan(int from, int to) {
    int at = from;
    int skip = Math.min(to - at, Math.max(0, ChunkFormat.MINIMUM - position));
    position += skip;
    at += skip;
    int cut = roll(at, Math.min(to, at + Math.max(0, ChunkFormat.AVERAGE - position)), HARD);
    if (cut >= 0) {
      return cut;
    }
    at += Math.min(to - at, Math.max(0, ChunkFormat.AVERAGE - position));
    position += at - from - skip;
    int last = Math.min(to, at + ChunkFormat.MAXIMUM - position);
    cut = roll(at, last, EASY);
    position += last - at;
    if (cut >= 0) {
      return cut;
    }
    return position == ChunkFormat.MAXIMUM ? last : -1;
  }

  private int roll(int from, int to, long mask) {
    long h = hash;
    byte[] bytes = block;
    long[] table = gear;
    for (int i = from; i < to; i++) {
      h = (h << 1) + table[bytes[i] & 0xff];
      if ((h & mask) == 0) {
        return i + 1;
      }
    }
    hash = h;
    return -1;
  }
}
