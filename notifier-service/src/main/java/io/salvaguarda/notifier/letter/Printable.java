package io.salvaguarda.notifier.letter;

import java.util.regex.Pattern;

/**
 * Text from elsewhere (names, logs, messages) made safe to print: one line, nothing that moves the
 * cursor, turns the writing direction or ends a header.
 */
public final class Printable {

  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029\\p{Cs}\\p{Co}]+");

  private Printable() {}

  /** One line. */
  public static String line(String text) {
    String plain = COLOURS.matcher(text).replaceAll("").replace("\t", "  ");
    return UNPRINTABLE.matcher(plain).replaceAll(" ").strip();
  }

  /** Like {@link #line}, but indentation stays. */
  static String logLine(String text) {
    String plain = COLOURS.matcher(text).replaceAll("").replace("\t", "  ");
    return UNPRINTABLE.matcher(plain).replaceAll(" ").stripTrailing();
  }
}
