package io.salvaguarda.repository.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys in use, each derived from the master key for one purpose, so that no two uses share one.
 *
 * @param chunkId HMAC-SHA-256 key of chunk ids
 * @param sealing 32 bytes from which each chunk's own keys are expanded
 * @param document HMAC-SHA-256 key of repository.json, manifests and verification marks
 * @param gear 256 words for cutting streams
 * @param keyCheck 32 bytes that prove a master key to be this repository's; public
 */
public record SubKeys(
    SecretKey chunkId, byte[] sealing, SecretKey document, long[] gear, byte[] keyCheck) {

  private static final int KEY = 32;

  /** Derives all keys: HKDF-SHA-256 with the repository's id as salt, one info text per purpose. */
  public static SubKeys derive(byte[] masterKey, UUID repositoryId) {
    byte[] prk = Hkdf.extract(bytesOf(repositoryId), masterKey);
    return new SubKeys(
        new SecretKeySpec(expand(prk, "chunk id", KEY), "HmacSHA256"),
        expand(prk, "chunk sealing", KEY),
        new SecretKeySpec(expand(prk, "document", KEY), "HmacSHA256"),
        words(expand(prk, "gear", 256 * Long.BYTES)),
        expand(prk, "key check", KEY));
  }

  private static byte[] expand(byte[] prk, String purpose, int size) {
    return Hkdf.expand(prk, ("salvaguarda/1/" + purpose).getBytes(StandardCharsets.US_ASCII), size);
  }

  static byte[] bytesOf(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static long[] words(byte[] bytes) {
    long[] words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return words;
  }

  /** Never shows a key. */
  @Override
  public String toString() {
    return "SubKeys[hidden]";
  }
}
