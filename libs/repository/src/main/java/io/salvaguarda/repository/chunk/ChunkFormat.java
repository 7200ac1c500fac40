package io.salvaguarda.repository.chunk;

/**
 * The numbers of the chunk format, version 1. They never change; a new version would get new ones.
 */
public final class ChunkFormat {

  /** Smallest chunk but for the last of a stream, in bytes. */
  public static final int MINIMUM = 512 * 1024;

  /** Where cutting becomes easier, in bytes; the average chunk is about this long. */
  public static final int AVERAGE = 2 * 1024 * 1024;

  /** Largest chunk, in bytes. */
  public static final int MAXIMUM = 8 * 1024 * 1024;

  static final int MAGIC = 0x53564743; // "SVGC"
  static final byte VERSION = 1;

  /** The payload is the plain bytes themselves: they do not compress. */
  static final byte STORED = 0;

  /** The payload is one zstd frame. */
  static final byte ZSTD = 1;

  /** Magic 4, version 1, codec 1, plain size 4, nonce 12. */
  static final int HEADER = 22;

  static final int NONCE_OFFSET = 10;
  static final int NONCE = 12;
  static final int TAG = 16;

  /** Bytes that sealing adds to the payload. */
  public static final int OVERHEAD = HEADER + TAG;

  /** Largest chunk object, in bytes: a payload is never longer than the plain bytes. */
  public static final int LARGEST_OBJECT = MAXIMUM + OVERHEAD;

  /**
   * Ciphers and digests get at most this many bytes at a time. Java's intrinsics only start once
   * the method around them is compiled, and one call over megabytes stays interpreted: 70 MB/s for
   * the first 700 MB.
   */
  static final int STEP = 64 * 1024;

  private ChunkFormat() {}
}
