package io.salvaguarda.repository.key;

/** Someone who can get at the master key, and the master key wrapped for them. */
public sealed interface Recipient {

  /** Whoever knows a passphrase. */
  String PASSPHRASE = "passphrase";

  /** Whoever has a file. */
  String KEY_FILE = "key-file";

  /** Whoever has the private half of a public key. */
  String PUBLIC_KEY = "public-key";

  /** Its name in repository.json. */
  String kind();

  /**
   * Whoever knows a passphrase.
   *
   * @param salt 16 random bytes
   */
  record PassphraseRecipient(Argon2Cost cost, byte[] salt, KeyWrap wrap) implements Recipient {
    @Override
    public String kind() {
      return PASSPHRASE;
    }
  }

  /** Whoever has a file. */
  record KeyFileRecipient(KeyWrap wrap) implements Recipient {
    @Override
    public String kind() {
      return KEY_FILE;
    }
  }

  /**
   * Whoever has a private key, which is best kept off line.
   *
   * @param encapsulatedKey HPKE's "enc", 32 bytes
   * @param wrappedKey HPKE's ciphertext: 32 bytes and a tag of 16
   */
  record PublicKeyRecipient(RecipientPublicKey publicKey, byte[] encapsulatedKey, byte[] wrappedKey)
      implements Recipient {
    @Override
    public String kind() {
      return PUBLIC_KEY;
    }
  }

  /** A kind that this version does not know; others may still open the repository. */
  record UnknownRecipient(String kind) implements Recipient {}
}
