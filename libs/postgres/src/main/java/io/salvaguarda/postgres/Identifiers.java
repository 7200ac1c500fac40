package io.salvaguarda.postgres;

/** Names and texts as SQL writes them. */
public final class Identifiers {
  private Identifiers() {}

  /** {@code a"b} becomes {@code "a""b"}: always quoted, so never a keyword and never folded. */
  public static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A text constant, whatever the server's string settings are. */
  public static String literal(String text) {
    String escaped = text.replace("'", "''");
    return escaped.contains("\\")
        ? " E'" + escaped.replace("\\", "\\\\") + "'"
        : "'" + escaped + "'";
  }
}
