package io.salvaguarda.repository.key;

import java.util.Optional;
import java.util.UUID;

/** What opens a repository. Never shows itself. */
public sealed interface Credential permits Passphrase, KeyFile, RecipientPrivateKey {

  /** The master key, or empty when the recipient is another. */
  Optional<MasterKey> unwrap(Recipient recipient, UUID repositoryId);

  /** What a new repository's key is wrapped for, so that this opens it. */
  RecipientKey recipientKey();

  /** For messages: "the passphrase". */
  String described();

  /**
   * What a key file holds: a PEM block {@code PRIVATE KEY} is the private half of a public key, all
   * else is a secret as it is.
   *
   * @throws UnusableKey when it is neither
   */
  static Credential ofKeyFile(byte[] content) throws UnusableKey {
    return KeyPem.isPem(content) ? RecipientPrivateKey.ofPem(content) : KeyFile.of(content);
  }
}
