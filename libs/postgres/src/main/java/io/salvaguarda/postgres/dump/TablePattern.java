package io.salvaguarda.postgres.dump;

import java.util.Optional;

/**
 * A pattern of pg_dump's that fits one table, whatever it is called. pg_dump takes tables by
 * patterns only, and patterns in argv only (before version 17). So each character of a name goes
 * there as the regular expression {@code \\u} with four hexadecimal digits: nothing in it can be
 * taken for an option, a quote, a wildcard or another encoding, in whatever locale this process
 * runs.
 */
final class TablePattern {

  private TablePattern() {}

  /**
   * Empty when the name cannot be said so: it has a character outside of Unicode's first plane, or
   * one outside of ASCII where the database's encoding is not UTF-8, in which such an escape would
   * mean something else.
   */
  static Optional<String> of(String schema, String name, boolean unicode) {
    return isSayable(schema, unicode) && isSayable(name, unicode)
        ? Optional.of(escaped(schema) + "." + escaped(name))
        : Optional.empty();
  }

  private static boolean isSayable(String name, boolean unicode) {
    return name.chars().noneMatch(c -> Character.isSurrogate((char) c) || c > 0x7f && !unicode);
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    name.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
