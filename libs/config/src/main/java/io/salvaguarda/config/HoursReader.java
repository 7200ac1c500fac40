package io.salvaguarda.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads hours of the week: {@code { from: "22:00", to: "07:00", days: [sat, sun] }}. */
final class HoursReader {
  private static final String MIDNIGHT = "24:00";
  private static final Map<String, DayOfWeek> DAYS =
      Arrays.stream(DayOfWeek.values())
          .collect(
              Collectors.toMap(
                  day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT), Function.identity()));

  private HoursReader() {}

  static Hours read(YamlValue value) {
    YamlMap map = value.map("from", "to", "timezone", "days");
    return new Hours(
        time(map, "from", "\"22:00\""),
        time(map, "to", "\"07:00\""),
        map.get("timezone").map(HoursReader::zone).orElse(ZoneOffset.UTC),
        map.get("days").map(HoursReader::days).orElse(EnumSet.allOf(DayOfWeek.class)));
  }

  /** UTC where the value is none. */
  static ZoneId zone(YamlValue value) {
    return value.parsed(ZoneOffset.UTC, Zones::parse);
  }

  private static LocalTime time(YamlMap map, String key, String example) {
    return map.require(key, example)
        .map(written -> written.parsed(LocalTime.MIDNIGHT, HoursReader::time))
        .orElse(LocalTime.MIDNIGHT);
  }

  private static LocalTime time(String text) throws Refused {
    try {
      return text.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new Refused("is not a time of day", "Write it in quotes, as \"22:00\".");
    }
  }

  private static Set<DayOfWeek> days(YamlValue list) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (YamlValue day : list.itemsAtLeastOne("Name a day, or leave days out for all.")) {
      days.add(day.oneOf(DayOfWeek.MONDAY, "day", DAYS));
    }
    return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
  }
}
