package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectLock;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import okhttp3.Headers;

/**
 * By what a server can tell whether a body arrived as it was sent, and by what we can tell whether
 * it stored that. TLS lets nobody change a body on its way, so small ones go with the MD5 that
 * their ETag is compared with afterwards; else the SHA-256 is part of the signature.
 *
 * @param signed the hash in the signature: hexadecimal SHA-256, or that there is none
 * @param headers that go with the request
 * @param md5 hexadecimal, which most servers make the ETag of, no secret hangs on it; empty where
 *     asking for the size costs less than another digest
 */
record BodyCheck(String signed, Headers headers, Optional<String> md5) {

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** Up to here a digest more costs less than a request more, which asks for the size. */
  private static final int SMALL = 2 * 1024 * 1024;

  private static final int STEP = 64 * 1024;

  /**
   * @param lock of the new object
   */
  static BodyCheck of(ByteBuffer bytes, boolean overTls, Optional<ObjectLock.Term> lock) {
    Optional<byte[]> md5 =
        bytes.remaining() <= SMALL ? Optional.of(digest("MD5", bytes)) : Optional.empty();
    Optional<String> tag = md5.map(HexFormat.of()::formatHex);
    if (overTls && lock.isEmpty() && md5.isPresent()) {
      String header = Base64.getEncoder().encodeToString(md5.get());
      return new BodyCheck(UNSIGNED, Headers.of("Content-MD5", header), tag);
    }
    String sha256 = HexFormat.of().formatHex(digest("SHA-256", bytes));
    Headers locked = lock.map(term -> Locks.headers(term, sha256)).orElse(Headers.of());
    return new BodyCheck(sha256, locked, tag);
  }

  boolean isProvenBy(String tag) {
    return md5.filter(tag::equals).isPresent();
  }

  private static byte[] digest(String algorithm, ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        ByteBuffer step = rest.slice(rest.position(), Math.min(STEP, rest.remaining()));
        rest.position(rest.position() + step.remaining());
        digest.update(step);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
