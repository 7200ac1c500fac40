package io.salvaguarda.repository.chunk;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.salvaguarda.repository.key.SubKeys;
import java.nio.ByteBuffer;

/**
 * Turns a chunk's object back into its bytes and proves each step: header, authenticity, size, and
 * that the bytes still have the chunk's name. One per thread; holds native memory until closed.
 */
public final class ChunkOpener implements AutoCloseable {

  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private final ChunkCipher cipher;
  private final ChunkNamer namer;
  private byte[] payload = new byte[0];

  public ChunkOpener(SubKeys keys) {
    cipher = new ChunkCipher(keys.sealing());
    namer = new ChunkNamer(keys.chunkId());
  }

  /**
   * Fills {@code chunk} with the chunk's plain bytes.
   *
   * @throws NotTheChunk when the object is not what was stored under this id
   */
  public void open(ChunkId id, byte[] object, ChunkBuffer chunk) throws NotTheChunk {
    if (object.length < ChunkFormat.OVERHEAD) {
      throw new NotTheChunk("object has only " + object.length + " bytes");
    }
    ByteBuffer header = ByteBuffer.wrap(object);
    if (header.getInt() != ChunkFormat.MAGIC || header.get() != ChunkFormat.VERSION) {
      throw new NotTheChunk("object does not begin as a chunk of version 1 does");
    }
    byte codec = header.get();
    int plainSize = header.getInt();
    if (plainSize < 1
        || plainSize > ChunkFormat.MAXIMUM
        || object.length > plainSize + ChunkFormat.OVERHEAD) {
      throw new NotTheChunk("header tells an impossible size of " + plainSize);
    }
    if (payload.length < plainSize) {
      payload = new byte[Math.max(plainSize, ChunkFormat.AVERAGE)];
    }
    int length = cipher.decrypt(id, object, object.length, payload);
    if (length < 0) {
      throw new NotTheChunk("object is not authentic");
    }
    decode(codec, length, chunk.resize(plainSize), plainSize);
    if (!namer.nameOf(chunk).equals(id)) {
      throw new NotTheChunk("bytes have another id");
    }
  }

  private void decode(byte codec, int length, byte[] plain, int plainSize) throws NotTheChunk {
    switch (codec) {
      case ChunkFormat.STORED -> {
        if (length != plainSize) {
          throw new NotTheChunk("stored payload has " + length + " bytes, not " + plainSize);
        }
        System.arraycopy(payload, 0, plain, 0, length);
      }
      case ChunkFormat.ZSTD -> decompress(length, plain, plainSize);
      default -> throw new NotTheChunk("unknown codec " + codec);
    }
  }

  private void decompress(int length, byte[] plain, int plainSize) throws NotTheChunk {
    try {
      int size = zstd.decompressByteArray(plain, 0, plainSize, payload, 0, length);
      if (size != plainSize) {
        throw new NotTheChunk("payload holds " + size + " bytes, not " + plainSize);
      }
    } catch (ZstdException e) {
      throw new NotTheChunk("payload does not decompress: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    zstd.close();
  }

  /** The object is not the chunk: damaged, truncated, swapped or made by someone else. */
  public static final class NotTheChunk extends Exception {
    NotTheChunk(String reason) {
      super(reason);
    }
  }
}
