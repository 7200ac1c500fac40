package io.salvaguarda.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At most so many in any stretch of time of that length.
 *
 * @param times at least 1
 */
public record RateLimit(int times, Duration per) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})/(\\d{0,3})(s|min|h)");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /** Reads {@code 30/min} and {@code 25/5min}. */
  static RateLimit parse(String text) throws Refused {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw refused("is not a rate");
    }
    int times = Integer.parseInt(written.group(1));
    int units = written.group(2).isEmpty() ? 1 : Integer.parseInt(written.group(2));
    if (times == 0 || units == 0) {
      throw refused("would never let anything through");
    }
    return new RateLimit(times, UNITS.get(written.group(3)).multipliedBy(units));
  }

  /** As it is written in the file. */
  @Override
  public String toString() {
    long seconds = per.toSeconds();
    String unit = seconds % 3600 == 0 ? "h" : seconds % 60 == 0 ? "min" : "s";
    long units = seconds / UNITS.get(unit).toSeconds();
    return times + "/" + (units == 1 ? "" : units) + unit;
  }

  private static Refused refused(String why) {
    return new Refused(why, "Write it as \"30/min\", \"1/s\" or \"25/5min\".");
  }
}
