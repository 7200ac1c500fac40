package io.salvaguarda.backup.wal;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SHA-256 that a sender says its bytes have. */
public final class BodyDigest {

  private static final Pattern STRUCTURED = Pattern.compile("(?:^|,)\\s*sha-256=:([^:]*):");
  private static final int BYTES = 32;

  private final byte[] sha256;

  private BodyDigest(byte[] sha256) {
    this.sha256 = sha256;
  }

  /**
   * The header X-Content-Sha256.
   *
   * @throws IllegalArgumentException when it is not 64 hex digits
   */
  public static BodyDigest ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /**
   * The header Content-Digest (RFC 9530). Empty when it names other algorithms only.
   *
   * @throws IllegalArgumentException when its sha-256 is not the Base64 of 32 bytes
   */
  public static Optional<BodyDigest> ofStructured(String header) {
    Matcher found = STRUCTURED.matcher(header);
    return found.find()
        ? Optional.of(of(Base64.getDecoder().decode(found.group(1))))
        : Optional.empty();
  }

  private static BodyDigest of(byte[] sha256) {
    if (sha256.length != BYTES) {
      throw new IllegalArgumentException("not a SHA-256");
    }
    return new BodyDigest(sha256);
  }

  byte[] bytes() {
    return sha256.clone();
  }
}
