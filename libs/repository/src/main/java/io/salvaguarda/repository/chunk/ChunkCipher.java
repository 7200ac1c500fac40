package io.salvaguarda.repository.chunk;

import io.salvaguarda.repository.key.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over a chunk's payload, with keys of the chunk's own and a nonce made of the payload.
 * The same payload so always gives the same object, while another payload of the same chunk (a
 * newer zstd may compress differently) never meets a used nonce. One per thread.
 */
final class ChunkCipher {

  private static final byte[] INFO = "salvaguarda/1/chunk/".getBytes(StandardCharsets.US_ASCII);

  private final byte[] sealingKey;
  private final Cipher ctr;
  private final Mac mac;
  private final byte[] scrap = new byte[ChunkFormat.STEP + ChunkFormat.TAG];

  ChunkCipher(byte[] sealingKey) {
    this.sealingKey = sealingKey;
    try {
      ctr = Cipher.getInstance("AES/CTR/NoPadding");
      mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES and HmacSHA256", e);
    }
  }

  /**
   * Encrypts into {@code object} behind its header, whose nonce this fills in.
   *
   * @param object begins with the header but for the nonce
   * @return the object's length
   */
  int encrypt(ChunkId id, byte[] payload, int length, byte[] object) {
    try {
      Keys keys = keysOf(id);
      byte[] nonce = nonceOf(keys, object, payload, length);
      System.arraycopy(nonce, 0, object, ChunkFormat.NONCE_OFFSET, ChunkFormat.NONCE);
      Cipher gcm = gcm(keys, nonce, id, object);
      int in = 0;
      int out = ChunkFormat.HEADER;
      for (; length - in > ChunkFormat.STEP; in += ChunkFormat.STEP) {
        out += gcm.update(payload, in, ChunkFormat.STEP, object, out);
      }
      return out + gcm.doFinal(payload, in, length - in, object, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal chunk " + id, e);
    }
  }

  /**
   * Decrypts and authenticates. The JDK's GCM decryption keeps all input until the end and then
   * works in one long call, which is slow for long (see {@link ChunkFormat#STEP}); so this decrypts
   * in counter mode, which GCM is, and proves the result by encrypting it again and comparing the
   * tags.
   *
   * @return the payload's length, or -1 when the object is not authentic
   */
  int decrypt(ChunkId id, byte[] object, int objectLength, byte[] payload) {
    try {
      Keys keys = keysOf(id);
      byte[] nonce =
          Arrays.copyOfRange(
              object, ChunkFormat.NONCE_OFFSET, ChunkFormat.NONCE_OFFSET + ChunkFormat.NONCE);
      int length = objectLength - ChunkFormat.OVERHEAD;
      ctr.init(Cipher.DECRYPT_MODE, keys.encryption, new IvParameterSpec(counterOf(nonce)));
      for (int at = 0; at < length; at += ChunkFormat.STEP) {
        int step = Math.min(ChunkFormat.STEP, length - at);
        ctr.update(object, ChunkFormat.HEADER + at, step, payload, at);
      }
      byte[] tag = tagOf(keys, nonce, id, object, payload, length);
      int tagAt = objectLength - ChunkFormat.TAG;
      boolean same = MessageDigest.isEqual(tag, Arrays.copyOfRange(object, tagAt, objectLength));
      return same ? length : -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open chunk " + id, e);
    }
  }

  private byte[] tagOf(
      Keys keys, byte[] nonce, ChunkId id, byte[] header, byte[] payload, int length)
      throws GeneralSecurityException {
    Cipher gcm = gcm(keys, nonce, id, header);
    int at = 0;
    for (; length - at > ChunkFormat.STEP; at += ChunkFormat.STEP) {
      gcm.update(payload, at, ChunkFormat.STEP, scrap, 0);
    }
    int end = gcm.doFinal(payload, at, length - at, scrap, 0);
    return Arrays.copyOfRange(scrap, end - ChunkFormat.TAG, end);
  }

  /** A new one each time: the JDK's refuses the same key and nonce twice, which are right here. */
  private static Cipher gcm(Keys keys, byte[] nonce, ChunkId id, byte[] header)
      throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.ENCRYPT_MODE, keys.encryption, new GCMParameterSpec(ChunkFormat.TAG * 8, nonce));
    gcm.updateAAD(header, 0, ChunkFormat.NONCE_OFFSET);
    gcm.updateAAD(id.bytes());
    return gcm;
  }

  /** The first 12 bytes of HMAC-SHA-256 over the header (but for the nonce) and the payload. */
  private byte[] nonceOf(Keys keys, byte[] header, byte[] payload, int length)
      throws GeneralSecurityException {
    mac.init(keys.nonce);
    mac.update(header, 0, ChunkFormat.NONCE_OFFSET);
    for (int at = 0; at < length; at += ChunkFormat.STEP) {
      mac.update(payload, at, Math.min(ChunkFormat.STEP, length - at));
    }
    return Arrays.copyOf(mac.doFinal(), ChunkFormat.NONCE);
  }

  /** GCM with a 96-bit nonce counts blocks from 2; 1 masks the tag (NIST SP 800-38D, 7.1). */
  private static byte[] counterOf(byte[] nonce) {
    byte[] counter = Arrays.copyOf(nonce, 16);
    counter[15] = 2;
    return counter;
  }

  private record Keys(SecretKeySpec encryption, SecretKeySpec nonce) {}

  private Keys keysOf(ChunkId id) {
    byte[] info = ByteBuffer.allocate(INFO.length + ChunkId.SIZE).put(INFO).put(id.bytes()).array();
    byte[] both = Hkdf.expand(sealingKey, info, 64);
    return new Keys(
        new SecretKeySpec(both, 0, 32, "AES"), new SecretKeySpec(both, 32, 32, "HmacSHA256"));
  }
}
