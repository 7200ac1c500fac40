package io.salvaguarda.repository.chunk;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Computes chunk ids. One per thread. */
public final class ChunkNamer {

  private final Mac mac;

  public ChunkNamer(SecretKey chunkIdKey) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(chunkIdKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  public ChunkId nameOf(ChunkBuffer chunk) {
    byte[] bytes = chunk.array();
    int length = chunk.length();
    for (int at = 0; at < length; at += ChunkFormat.STEP) {
      mac.update(bytes, at, Math.min(ChunkFormat.STEP, length - at));
    }
    return ChunkId.of(mac.doFinal());
  }
}
