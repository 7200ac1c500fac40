package io.salvaguarda.local.stack;

import io.salvaguarda.local.PrivateFiles;
import io.salvaguarda.local.StartFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes what services and CLI read: salvaguarda.yaml, the secrets that it names, the token and the
 * CLI's settings.
 */
final class SuiteFiles {
  private final StackHome home;
  private final Path secrets;

  SuiteFiles(StackHome home) {
    this.home = home;
    this.secrets = home.folder("secrets", "rwx------");
  }

  /** A file of mode 0600 with a secret, as salvaguarda.yaml refers to it. */
  String secretReference(String name, String value) {
    return "file:" + write(secrets, name, value);
  }

  /** The admin token's file, which the CLI reads. */
  Path token(String token) {
    return write(home.path(), "token", token);
  }

  Path write(String name, String text) {
    return write(home.path(), name, text);
  }

  private static Path write(Path folder, String name, String text) {
    try {
      return PrivateFiles.write(folder, name, text);
    } catch (IOException e) {
      throw new StartFailed("cannot write " + folder.resolve(name), e);
    }
  }

  /** What salvaguarda.yaml holds of a token. */
  static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A webhook secret as Standard Webhooks spell it. */
  static String webhookSecret(String seed) {
    return "whsec_" + Base64.getEncoder().encodeToString(seed.getBytes(StandardCharsets.UTF_8));
  }
}
