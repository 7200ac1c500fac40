package io.salvaguarda.repository.chunk;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Turns a chunk into its object: compressed if that makes it shorter, then encrypted. One per
 * thread; holds native memory until closed.
 */
public final class ChunkSealer implements AutoCloseable {

  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private final ChunkCipher cipher;
  private byte[] payload = new byte[0];

  /**
   * @param zstdLevel 1 to 19
   */
  public ChunkSealer(byte[] sealingKey, int zstdLevel) {
    cipher = new ChunkCipher(sealingKey);
    zstd.setLevel(zstdLevel);
  }

  /** Writes the chunk's object over what {@code object} held. */
  public void seal(ChunkId id, ChunkBuffer chunk, SealedBuffer object) {
    int plainSize = chunk.length();
    if (payload.length < plainSize) {
      payload = new byte[chunk.array().length];
    }
    int compressed = compress(chunk);
    byte codec = compressed < 0 ? ChunkFormat.STORED : ChunkFormat.ZSTD;
    byte[] source = compressed < 0 ? chunk.array() : payload;
    int length = compressed < 0 ? plainSize : compressed;
    byte[] target = object.resize(length + ChunkFormat.OVERHEAD);
    ByteBuffer.wrap(target)
        .putInt(ChunkFormat.MAGIC)
        .put(ChunkFormat.VERSION)
        .put(codec)
        .putInt(plainSize);
    cipher.encrypt(id, source, length, target);
  }

  /** The compressed length, or -1 when it would not be shorter. */
  private int compress(ChunkBuffer chunk) {
    try {
      int room = chunk.length() - 1;
      return zstd.compressByteArray(payload, 0, room, chunk.array(), 0, chunk.length());
    } catch (ZstdException e) {
      if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
        return -1;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    zstd.close();
  }
}
