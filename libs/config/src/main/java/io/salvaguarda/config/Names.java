package io.salvaguarda.config;

import java.util.regex.Pattern;

/** The rule for names in the file: they become folder names, record keys and metric labels. */
final class Names {
  static final String REMEDY = "Use 1 to 63 of a-z, 0-9 and -, and start with a letter or a digit.";

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private Names() {}

  static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }
}
