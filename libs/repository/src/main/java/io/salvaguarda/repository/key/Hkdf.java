package io.salvaguarda.repository.key;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {

  private Hkdf() {}

  /** The pseudorandom key, 32 bytes. */
  static byte[] extract(byte[] salt, byte[] keyMaterial) {
    return new HKDFBytesGenerator(new SHA256Digest()).extractPRK(salt, keyMaterial);
  }

  /**
   * @param size of the result in bytes, at most 8160
   */
  public static byte[] expand(byte[] pseudorandomKey, byte[] info, int size) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(HKDFParameters.skipExtractParameters(pseudorandomKey, info));
    byte[] result = new byte[size];
    generator.generateBytes(result, 0, size);
    return result;
  }
}
