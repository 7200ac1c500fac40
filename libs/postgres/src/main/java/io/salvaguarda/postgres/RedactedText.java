package io.salvaguarda.postgres;

import java.util.regex.Pattern;

/** Takes out of one line what may be a secret or somebody's data. */
public final class RedactedText {
  private static final Pattern URL_CREDENTIALS =
      Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/@]*@");
  private static final Pattern KEYED_SECRET =
      Pattern.compile(
          "(?i)\\b(password|passwd|pwd|secret|token|sslpassword|access_?key)"
              + "(\\s*[=:]\\s*|\\s+(?='))('(?:[^']|'')*'?|\"[^\"]*\"?|\\S+)");

  /** A value that the server quotes back: {@code invalid input syntax for type integer: "x"}. */
  private static final Pattern QUOTED_BACK =
      Pattern.compile(
          "(?i)(invalid input syntax|invalid input value|malformed|invalid byte sequence"
              + "|value too long|syntax error|invalid value)([^:]*:).*");

  private static final Pattern VALUE_BEFORE_TYPE =
      Pattern.compile("(?i)\\b(value|date/time field value:?|time zone) \"(?:[^\"]*)\"");
  private static final Pattern KEY_VALUES = Pattern.compile("(?i)(\\bkey \\([^)]*\\)=)\\(.*\\)");

  private RedactedText() {}

  public static String of(String line) {
    String text = URL_CREDENTIALS.matcher(line).replaceAll("$1[redacted]@");
    text = KEYED_SECRET.matcher(text).replaceAll("$1$2[redacted]");
    text = QUOTED_BACK.matcher(text).replaceAll("$1$2 [value not shown]");
    text = VALUE_BEFORE_TYPE.matcher(text).replaceAll("$1 [value not shown]");
    return KEY_VALUES.matcher(text).replaceAll("$1([values not shown])");
  }
}
