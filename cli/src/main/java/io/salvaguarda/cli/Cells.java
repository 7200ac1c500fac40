package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as people read them. */
final class Cells {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private Cells() {}

  /** {@code 12.3 MiB}. */
  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** {@code 42 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  /** Local time and age; "-" when there is none, the text itself when it is no instant. */
  static String time(JsonNode instant) {
    if (!instant.isTextual()) {
      return "-";
    }
    try {
      return time(Instant.parse(instant.asText()));
    } catch (DateTimeException e) {
      return line(instant.asText());
    }
  }

  static String time(Instant at) {
    Duration age = Duration.between(at, Instant.now());
    String distance = age.isNegative() ? "in " + duration(age.negated()) : duration(age) + " ago";
    return LOCAL.format(at) + " (" + distance + ")";
  }

  /** "-" when there is none. */
  static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "-" : clean(node.asText());
  }

  /** {@code 1,234,567}; "-" when there is none. */
  static String count(JsonNode node) {
    return node.isNumber() ? String.format(Locale.ROOT, "%,d", node.asLong()) : "-";
  }

  static String size(JsonNode node) {
    return node.isNumber() ? bytes(node.asLong()) : "-";
  }

  /** {@link #clean} on one line. */
  static String line(String text) {
    return clean(text).replace('\n', ' ');
  }

  /** Names are data: nothing in them may move the cursor, colour the screen or hide. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean hidden =
                  c != '\n'
                      && (type == Character.CONTROL
                          || type == Character.FORMAT
                          || type == Character.LINE_SEPARATOR
                          || type == Character.PARAGRAPH_SEPARATOR
                          || type == Character.SURROGATE);
              clean.append(hidden ? "\uFFFD" : Character.toString(c));
            });
    return clean.toString();
  }
}
