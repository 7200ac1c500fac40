package io.salvaguarda.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code 90s}, {@code 30m}, {@code 6h}, {@code 1d12h}. */
final class Durations {
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private Durations() {}

  static Duration parse(String text) throws Refused {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new Refused("is not a duration", "Try \"6h\", \"90m\" or \"1d12h\".");
    }
    Duration duration =
        Duration.ofDays(number(written, 1))
            .plusHours(number(written, 2))
            .plusMinutes(number(written, 3))
            .plusSeconds(number(written, 4));
    if (duration.isZero()) {
      throw new Refused("is no time at all", "Try \"6h\".");
    }
    return duration;
  }

  private static long number(Matcher written, int group) {
    return written.group(group) == null ? 0 : Long.parseLong(written.group(group));
  }
}
