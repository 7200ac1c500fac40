package io.salvaguarda.notifier.letter;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times, spans, sizes and counts as people of a language read them. */
public final class Figures {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Wording words;
  private final ZoneId zone;

  public Figures(Wording words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
  }

  /** {@code 20 Nov 2025, 02:00:31 (UTC)}. */
  public String when(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    String text =
        DateTimeFormatter.ofPattern(words.say("time.pattern"), words.locale()).format(local);
    return text + " (" + zoneOf(local) + ")";
  }

  private static String zoneOf(ZonedDateTime local) {
    ZoneOffset offset = local.getOffset();
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId().replace("-", "−");
  }

  /** {@code 20 Nov 2025}. */
  public String day(Instant instant) {
    return formatted("date.pattern", instant);
  }

  /** {@code 20 Nov 2025, 02:00}: where the zone is clear. */
  public String minute(Instant instant) {
    return formatted("date.minute.pattern", instant);
  }

  /** {@code 20 Nov, 02:00}: where the year and the zone are clear. */
  public String shortly(Instant instant) {
    return formatted("date.short.pattern", instant);
  }

  private String formatted(String pattern, Instant instant) {
    return DateTimeFormatter.ofPattern(words.say(pattern), words.locale())
        .format(instant.atZone(zone));
  }

  /** The two largest units: {@code 2 days 3 h}; a negative span is none. */
  public String span(Duration duration) {
    Duration d = duration.isNegative() ? Duration.ZERO : duration;
    if (d.toDays() > 0) {
      return joined("day", d.toDays(), "hour", d.toHoursPart());
    }
    if (d.toHours() > 0) {
      return joined("hour", d.toHours(), "minute", d.toMinutesPart());
    }
    if (d.toMinutes() > 0) {
      return joined("minute", d.toMinutes(), "second", d.toSecondsPart());
    }
    return words.say("unit.second", d.toSeconds());
  }

  private String joined(String unit, long many, String smaller, int few) {
    String first = words.say("unit." + unit, many);
    return few == 0 ? first : words.say("unit.join", first, words.say("unit." + smaller, few));
  }

  /** {@code 1.5 GiB}. */
  public String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMaximumFractionDigits(unit == 0 || value >= 100 ? 0 : 1);
    return format.format(value) + " " + UNITS[unit];
  }

  public String count(long number) {
    return NumberFormat.getIntegerInstance(words.locale()).format(number);
  }
}
