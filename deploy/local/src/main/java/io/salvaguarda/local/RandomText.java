package io.salvaguarda.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and tokens of the stack. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Unguessable lower-case hexadecimal digits, two for each byte. */
  static String of(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
