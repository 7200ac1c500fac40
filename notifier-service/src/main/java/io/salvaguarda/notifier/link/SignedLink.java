package io.salvaguarda.notifier.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a link says, and its form in a URL: the content and HMAC-SHA-256 of it, both base64url.
 *
 * @param subject an incident, or the thread of several that were told together
 * @param delivery by which it was sent: two mails never hold the same link
 * @param channel to which; that is who acknowledges
 * @param expiresAt to the second
 */
public record SignedLink(UUID subject, UUID delivery, String channel, Instant expiresAt) {

  /** What a text is. */
  public sealed interface Read {}

  /**
   * A link of ours that is still good.
   *
   * @param hash by which its use is noted
   */
  public record Valid(SignedLink link, String hash) implements Read {}

  /** A link of ours that is too old. */
  public record Expired() implements Read {}

  /** Anything else. */
  public record Forged() implements Read {}

  private static final byte VERSION = 1;
  private static final int FIXED = 1 + 16 + 16 + 8;
  private static final int LONGEST = 400;
  private static final String ALGORITHM = "HmacSHA256";

  /** The text for a URL. */
  public String text(byte[] key) {
    byte[] name = channel.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(FIXED + name.length)
            .put(VERSION)
            .putLong(subject.getMostSignificantBits())
            .putLong(subject.getLeastSignificantBits())
            .putLong(delivery.getMostSignificantBits())
            .putLong(delivery.getLeastSignificantBits())
            .putLong(expiresAt.getEpochSecond())
            .put(name)
            .array();
    return encoded(content) + "." + encoded(hmac(key, content));
  }

  /** Reads a text. Nothing of it is believed before its signature was checked. */
  public static Read read(String text, byte[] key, Instant now) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > LONGEST || parts.length != 2) {
      return new Forged();
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(parts[0]);
      byte[] signature = Base64.getUrlDecoder().decode(parts[1]);
      boolean ours =
          MessageDigest.isEqual(signature, hmac(key, content))
              && content.length >= FIXED
              && content[0] == VERSION;
      return ours ? judged(content, now) : new Forged();
    } catch (IllegalArgumentException e) {
      return new Forged();
    }
  }

  private static Read judged(byte[] content, Instant now) {
    ByteBuffer in = ByteBuffer.wrap(content, 1, content.length - 1);
    SignedLink link =
        new SignedLink(
            new UUID(in.getLong(), in.getLong()),
            new UUID(in.getLong(), in.getLong()),
            new String(Arrays.copyOfRange(content, FIXED, content.length), StandardCharsets.UTF_8),
            Instant.ofEpochSecond(ByteBuffer.wrap(content, FIXED - 8, 8).getLong()));
    return link.expiresAt().isAfter(now) ? new Valid(link, hash(content)) : new Expired();
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
