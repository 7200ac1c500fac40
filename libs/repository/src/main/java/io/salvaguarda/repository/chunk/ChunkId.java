package io.salvaguarda.repository.chunk;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A chunk's name: HMAC-SHA-256 of its plain bytes under the repository's key for chunk ids. Four
 * words instead of an array: a backup holds one of these per chunk, a terabyte half a million.
 */
public record ChunkId(long first, long second, long third, long fourth) {

  /** In bytes. */
  public static final int SIZE = 32;

  /**
   * @param bytes exactly 32
   */
  public static ChunkId of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a chunk id has 32 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ChunkId(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /**
   * @param hex 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException when it is anything else
   */
  public static ChunkId parse(String hex) {
    ChunkId id = of(HexFormat.of().parseHex(hex));
    if (!id.hex().equals(hex)) {
      throw new IllegalArgumentException("not a chunk id: " + hex);
    }
    return id;
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(SIZE)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }

  /** The key of the chunk's object in the store. */
  public String objectKey() {
    String hex = hex();
    return "chunks/" + hex.substring(0, 2) + "/" + hex;
  }

  /** The chunk whose object has this key; empty when it is no chunk's. */
  public static Optional<ChunkId> ofObjectKey(String key) {
    try {
      ChunkId id = parse(key.substring(key.lastIndexOf('/') + 1));
      return id.objectKey().equals(key) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return hex();
  }
}
