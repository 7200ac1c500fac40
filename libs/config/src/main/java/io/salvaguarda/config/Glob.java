package io.salvaguarda.config;

import java.util.regex.Pattern;

/** A pattern for names: {@code *} stands for any characters, {@code ?} for one. */
public record Glob(String pattern) {
  /** Every name. */
  public static final Glob ANY = new Glob("*");

  private static final Pattern VALID = Pattern.compile("[a-z0-9*?-]{1,63}");

  /** The pattern as written by a person: of the characters that names have, and the two. */
  public static Glob parse(String text) throws Refused {
    if (!VALID.matcher(text).matches()) {
      throw new Refused(
          "is not a pattern for names",
          "Use 1 to 63 of a-z, 0-9 and -, with * for any characters and ? for one.");
    }
    return new Glob(text);
  }

  /** Whether the whole name fits. Takes time in proportion to both lengths, whatever the text. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < pattern.length() && fits(pattern.charAt(at), name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean fits(char wanted, char found) {
    return wanted == '?' || wanted == found;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
