package io.salvaguarda.repository.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as PEM (RFC 7468), as OpenSSL writes and reads them. */
final class KeyPem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private KeyPem() {}

  static boolean isPem(byte[] content) {
    return text(content).contains("-----BEGIN ");
  }

  /** The bytes of the file's one block. */
  static byte[] decode(byte[] content, String label) throws UnusableKey {
    Matcher block = BLOCK.matcher(text(content));
    if (!block.find()) {
      throw new UnusableKey("it holds no PEM block \"" + label + "\"");
    }
    if (!block.group(1).equals(label)) {
      throw new UnusableKey(
          "it holds the PEM block \"%s\", not \"%s\"".formatted(block.group(1), label));
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new UnusableKey("its PEM block is not base64");
    }
  }

  static String encode(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n".formatted(label).replace("\r", "")
        + body
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
