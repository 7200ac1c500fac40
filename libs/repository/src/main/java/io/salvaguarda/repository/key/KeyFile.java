package io.salvaguarda.repository.key;

import io.salvaguarda.repository.key.Recipient.KeyFileRecipient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A file's bytes, all of them, as a secret. They must be random: unlike a passphrase's, a guess at
 * them costs nothing, so that too many guesses must be needed.
 */
public final class KeyFile implements Credential, RecipientKey {

  /** In bytes. */
  public static final int SHORTEST = 32;

  private static final byte[] PURPOSE =
      "salvaguarda/1/key file".getBytes(StandardCharsets.US_ASCII);

  private final byte[] content;

  private KeyFile(byte[] content) {
    this.content = content;
  }

  /**
   * @throws UnusableKey when it is shorter than {@link #SHORTEST}, or one byte all over
   */
  public static KeyFile of(byte[] content) throws UnusableKey {
    if (content.length < SHORTEST) {
      throw new UnusableKey(
          "it has %d bytes; a key file has at least %d random ones"
              .formatted(content.length, SHORTEST));
    }
    boolean same = true;
    for (byte b : content) {
      same &= b == content[0];
    }
    if (same) {
      throw new UnusableKey("all its bytes are the same; they must be random");
    }
    return new KeyFile(content.clone());
  }

  /** A new key file's content: 32 random bytes as a line of hexadecimal, fit to be printed. */
  public static byte[] newContent() {
    return (HexFormat.of().formatHex(MasterKey.random(32)) + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public KeyFileRecipient wrap(MasterKey masterKey, UUID repositoryId) {
    return new KeyFileRecipient(
        KeyWrap.wrap(masterKey, wrappingKey(repositoryId), Recipient.KEY_FILE, repositoryId));
  }

  @Override
  public Optional<MasterKey> unwrap(Recipient recipient, UUID repositoryId) {
    return recipient instanceof KeyFileRecipient k
        ? k.wrap().unwrap(wrappingKey(repositoryId), Recipient.KEY_FILE, repositoryId)
        : Optional.empty();
  }

  private byte[] wrappingKey(UUID repositoryId) {
    byte[] prk = Hkdf.extract(SubKeys.bytesOf(repositoryId), content);
    return Hkdf.expand(prk, PURPOSE, MasterKey.SIZE);
  }

  @Override
  public boolean belongsTo(Recipient recipient, UUID repositoryId) {
    return unwrap(recipient, repositoryId).isPresent();
  }

  @Override
  public RecipientKey recipientKey() {
    return this;
  }

  @Override
  public String described() {
    return "the key file";
  }

  @Override
  public String toString() {
    return "KeyFile[hidden]";
  }
}
