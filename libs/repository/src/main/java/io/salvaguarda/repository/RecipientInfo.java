package io.salvaguarda.repository;

import io.salvaguarda.repository.key.Recipient;
import io.salvaguarda.repository.key.Recipient.KeyFileRecipient;
import io.salvaguarda.repository.key.Recipient.PassphraseRecipient;
import io.salvaguarda.repository.key.Recipient.PublicKeyRecipient;
import io.salvaguarda.repository.key.Recipient.UnknownRecipient;
import io.salvaguarda.repository.key.RecipientPublicKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Someone for whom a repository's key is wrapped, without anything secret.
 *
 * @param name unique in the repository; {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param kind {@code passphrase}, {@code key-file}, {@code public-key}, or one of a newer version
 * @param createdAt when its present secret was set
 * @param provenAt when it was last shown to open the repository, if ever
 * @param fingerprint of the public key, or else of the wrapping: then it changes with each rotation
 */
public record RecipientInfo(
    String name,
    String kind,
    Instant createdAt,
    Optional<Instant> provenAt,
    Optional<String> fingerprint) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int FINGERPRINT = 16;

  /**
   * @throws IllegalArgumentException when it cannot be a recipient's name
   */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a recipient's name is 1 to 63 of a-z, 0-9 and -, and begins with a letter or a digit");
    }
    return name;
  }

  /** The same, proven at that time. */
  public RecipientInfo provenAt(Instant time) {
    return new RecipientInfo(name, kind, createdAt, Optional.of(time), fingerprint);
  }

  /** Does this version know how it opens the repository? */
  public boolean isKnown() {
    return fingerprint.isPresent();
  }

  /** Fit to be compared by people: the first 16 bytes of a SHA-256, in hexadecimal. */
  public static String fingerprintOf(RecipientPublicKey key) {
    return fingerprint(key.bytes());
  }

  static Optional<String> fingerprintOf(Recipient recipient) {
    return switch (recipient) {
      case PassphraseRecipient p -> Optional.of(fingerprint(p.wrap().wrappedKey()));
      case KeyFileRecipient k -> Optional.of(fingerprint(k.wrap().wrappedKey()));
      case PublicKeyRecipient p -> Optional.of(fingerprintOf(p.publicKey()));
      case UnknownRecipient u -> Optional.empty();
    };
  }

  private static String fingerprint(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
