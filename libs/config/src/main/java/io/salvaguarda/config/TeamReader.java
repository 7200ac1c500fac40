package io.salvaguarda.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code teams}. */
final class TeamReader {
  private static final Map<String, Language> LANGUAGES =
      Map.of("en", Language.ENGLISH, "pt-BR", Language.BRAZILIAN_PORTUGUESE);
  private static final Duration MOST_GATHERED = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Sections sections;

  TeamReader(Sections sections) {
    this.sections = sections;
  }

  Team read(String name, YamlValue value) {
    YamlMap map = value.map("language", "channels", "escalation", "quietHours", "grouping");
    Language language =
        map.get("language")
            .map(written -> written.oneOf(Language.ENGLISH, "language", LANGUAGES))
            .orElse(Language.ENGLISH);
    List<String> channels =
        map.require("channels", "[team-mail]")
            .map(list -> channels(list, "A team that no channel reaches learns of nothing."))
            .orElse(List.of());
    return new Team(
        name,
        language,
        channels,
        map.get("escalation").map(this::escalation).orElse(Escalation.NONE),
        map.get("quietHours").map(HoursReader::read),
        map.get("grouping").map(TeamReader::grouping));
  }

  private List<String> channels(YamlValue list, String whyOne) {
    return list.itemsAtLeastOne(whyOne).stream().map(sections::channel).distinct().toList();
  }

  private Escalation escalation(YamlValue value) {
    YamlMap map = value.map("after", "to", "administratorsAfter");
    Duration after = duration(map, "after").orElse(Escalation.NONE.after());
    Optional<Duration> administrators = duration(map, "administratorsAfter");
    if (map.get("to").isEmpty() && map.get("administratorsAfter").isEmpty()) {
      value.mistake("names nobody", "Add: to: [lead-mail], or administratorsAfter: 2h");
    }
    if (map.get("to").isPresent()
        && administrators.filter(a -> a.compareTo(after) <= 0).isPresent()) {
      map.get("administratorsAfter")
          .ifPresent(late -> late.mistake("is not after the lead is told", "Write a longer time."));
    }
    return new Escalation(
        after,
        map.get("to")
            .map(list -> channels(list, "Name the lead's channel, or leave to out."))
            .orElse(List.of()),
        administrators);
  }

  private static Optional<Duration> duration(YamlMap map, String key) {
    return map.get(key).map(time -> time.parsed(Duration.ofHours(1), Durations::parse));
  }

  private static Grouping grouping(YamlValue value) {
    YamlMap map = value.map("wait", "interval");
    Duration wait = gathered(map, "wait", SECOND);
    return new Grouping(wait, gathered(map, "interval", wait));
  }

  private static Duration gathered(YamlMap map, String key, Duration usual) {
    return map.get(key).map(time -> time.parsed(usual, TeamReader::soonEnough)).orElse(usual);
  }

  private static Duration soonEnough(String text) throws Refused {
    Duration duration = Durations.parse(text);
    if (duration.compareTo(MOST_GATHERED) > 0) {
      throw new Refused("is more than ten minutes", "A notice must not wait for so long.");
    }
    return duration;
  }
}
