package io.salvaguarda.repository.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. The
 * info text binds a wrapping to its repository.
 */
final class Hpke {

  private static final byte[] NONE = new byte[0];

  private Hpke() {}

  /**
   * @param encapsulatedKey 32 bytes
   * @param ciphertext as long as the plain text and a tag of 16
   */
  record Sealed(byte[] encapsulatedKey, byte[] ciphertext) {}

  static Sealed seal(X25519PublicKeyParameters to, byte[] plain, UUID repositoryId) {
    try {
      HPKEContextWithEncapsulation context = suite().setupBaseS(to, info(repositoryId));
      return new Sealed(context.getEncapsulation(), context.seal(NONE, plain));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("cannot wrap a key", e);
    }
  }

  /** Empty when it was sealed for another, or changed. */
  static Optional<byte[]> open(
      X25519PrivateKeyParameters mine, byte[] encapsulatedKey, byte[] sealed, UUID repositoryId) {
    AsymmetricCipherKeyPair pair = new AsymmetricCipherKeyPair(mine.generatePublicKey(), mine);
    try {
      return Optional.of(
          suite().setupBaseR(encapsulatedKey, pair, info(repositoryId)).open(NONE, sealed));
    } catch (InvalidCipherTextException | RuntimeException e) {
      return Optional.empty(); // the latter: no point of the curve
    }
  }

  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static byte[] info(UUID repositoryId) {
    byte[] purpose = "salvaguarda/1/public-key/".getBytes(StandardCharsets.US_ASCII);
    byte[] info = Arrays.copyOf(purpose, purpose.length + 16);
    System.arraycopy(SubKeys.bytesOf(repositoryId), 0, info, purpose.length, 16);
    return info;
  }
}
