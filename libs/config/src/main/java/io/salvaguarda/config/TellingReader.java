package io.salvaguarda.config;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code administrators}, {@code routes} and {@code maintenance}. */
final class TellingReader {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final CronSchedule SUNDAYS = CronSchedule.of("0 3 * * SUN");
  private static final Map<String, Route.Urgency> URGENCIES =
      Map.of("warning", Route.Urgency.WARNING, "critical", Route.Urgency.CRITICAL);

  private final Sections sections;

  TellingReader(Sections sections) {
    this.sections = sections;
  }

  Telling read(YamlMap file, String defaultTeam) {
    return new Telling(
        file.get("administrators").map(sections::team).orElse(defaultTeam),
        file.get("routes").map(YamlValue::items).orElse(List.of()).stream()
            .map(this::route)
            .toList(),
        file.get("maintenance").map(YamlValue::items).orElse(List.of()).stream()
            .map(TellingReader::maintenance)
            .toList());
  }

  private Route route(YamlValue value) {
    YamlMap map =
        value.map("name", "teams", "sources", "severity", "kinds", "hours", "channels", "continue");
    return new Route(
        map.require("name", "nights").map(YamlValue::text).orElse(""),
        map.get("teams").map(this::teams).orElse(Set.of()),
        map.get("sources").map(NoticeKinds::sources).orElse(List.of()),
        map.get("severity").map(word -> word.oneOf(Route.Urgency.CRITICAL, "severity", URGENCIES)),
        map.get("kinds").map(NoticeKinds::read).orElse(Set.of()),
        map.get("hours").map(HoursReader::read),
        channels(map),
        map.get("continue").map(flag -> flag.flag(false)).orElse(false));
  }

  private Set<String> teams(YamlValue list) {
    return list.itemsAtLeastOne("Name a team, or leave teams out for all.").stream()
        .map(sections::team)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> channels(YamlMap map) {
    return map
        .require("channels", "[on-call]")
        .map(list -> list.itemsAtLeastOne("A route that leads to no channel loses notices."))
        .orElse(List.of())
        .stream()
        .map(sections::channel)
        .distinct()
        .toList();
  }

  private static Maintenance maintenance(YamlValue value) {
    YamlMap map = value.map("name", "sources", "kinds", "schedule", "timezone", "duration");
    return new Maintenance(
        map.require("name", "upgrades").map(YamlValue::text).orElse(""),
        map.get("sources").map(NoticeKinds::sources).orElse(List.of()),
        map.get("kinds").map(NoticeKinds::read).orElse(Set.of()),
        map.require("schedule", "\"0 3 * * SUN\"")
            .map(cron -> cron.parsed(SUNDAYS, CronSchedule::parse))
            .orElse(SUNDAYS),
        map.get("timezone").map(HoursReader::zone).orElse(ZoneOffset.UTC),
        map.require("duration", "2h")
            .map(time -> time.parsed(HOUR, TellingReader::notEndless))
            .orElse(HOUR));
  }

  private static Duration notEndless(String text) throws Refused {
    Duration duration = Durations.parse(text);
    if (duration.compareTo(LONGEST) > 0) {
      throw new Refused("is more than a week", "Trouble must not stay unheard for so long.");
    }
    return duration;
  }
}
