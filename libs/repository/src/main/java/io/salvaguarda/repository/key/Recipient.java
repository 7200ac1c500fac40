package io.salvaguarda.repository.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Someone who can get at the master key, and the master key wrapped for them. */
public sealed interface Recipient {

  /**
   * Whoever knows a passphrase.
   *
   * @param salt 16 random bytes
   * @param nonce 12 random bytes
   * @param wrappedKey the master key under AES-256-GCM: 32 bytes and a tag of 16
   */
  record PassphraseRecipient(Argon2Cost cost, byte[] salt, byte[] nonce, byte[] wrappedKey)
      implements Recipient {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Wraps the master key for the passphrase. */
    public static PassphraseRecipient wrap(
        byte[] masterKey, String passphrase, Argon2Cost cost, UUID repositoryId) {
      byte[] salt = random(16);
      byte[] nonce = random(12);
      byte[] key = Passphrase.derive(passphrase, cost, salt);
      try {
        byte[] wrapped = cipher(Cipher.ENCRYPT_MODE, key, nonce, repositoryId).doFinal(masterKey);
        return new PassphraseRecipient(cost, salt, nonce, wrapped);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("cannot wrap a key", e);
      }
    }

    /** The master key, or empty when the passphrase is another. */
    public Optional<byte[]> unwrap(String passphrase, UUID repositoryId) {
      byte[] key = Passphrase.derive(passphrase, cost, salt);
      try {
        return Optional.of(
            cipher(Cipher.DECRYPT_MODE, key, nonce, repositoryId).doFinal(wrappedKey));
      } catch (AEADBadTagException e) {
        return Optional.empty();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("cannot unwrap a key", e);
      }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, UUID repositoryId)
        throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD("salvaguarda/1/passphrase/".getBytes(StandardCharsets.US_ASCII));
      cipher.updateAAD(SubKeys.bytesOf(repositoryId));
      return cipher;
    }

    /** A fresh master key: 32 random bytes. */
    public static byte[] newMasterKey() {
      return random(32);
    }

    private static byte[] random(int size) {
      byte[] bytes = new byte[size];
      RANDOM.nextBytes(bytes);
      return bytes;
    }
  }

  /**
   * A kind that this version does not know; others may still open the repository.
   *
   * @param kind its name
   */
  record UnknownRecipient(String kind) implements Recipient {}
}
