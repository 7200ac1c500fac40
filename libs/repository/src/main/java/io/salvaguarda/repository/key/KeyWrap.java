package io.salvaguarda.repository.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A master key under AES-256-GCM.
 *
 * @param nonce 12 random bytes
 * @param wrappedKey the master key's 32 bytes and a tag of 16
 */
public record KeyWrap(byte[] nonce, byte[] wrappedKey) {

  /**
   * @param kind the recipient's; bound to the wrapping, as the repository's id is
   */
  static KeyWrap wrap(MasterKey masterKey, byte[] wrappingKey, String kind, UUID repositoryId) {
    byte[] nonce = MasterKey.random(12);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, wrappingKey, nonce, kind, repositoryId);
      return new KeyWrap(nonce, cipher.doFinal(masterKey.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot wrap a key", e);
    }
  }

  /** Empty when the wrapping key is another, or the wrapped one was changed. */
  Optional<MasterKey> unwrap(byte[] wrappingKey, String kind, UUID repositoryId) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrappingKey, nonce, kind, repositoryId);
      return Optional.of(new MasterKey(cipher.doFinal(wrappedKey)));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot unwrap a key", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String kind, UUID repositoryId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(("salvaguarda/1/" + kind + "/").getBytes(StandardCharsets.US_ASCII));
    cipher.updateAAD(SubKeys.bytesOf(repositoryId));
    return cipher;
  }
}
