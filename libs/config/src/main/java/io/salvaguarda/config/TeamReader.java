package io.salvaguarda.config;

import java.util.List;
import java.util.Map;

/** Reads {@code teams}. */
final class TeamReader {
  private static final Map<String, Language> LANGUAGES =
      Map.of("en", Language.ENGLISH, "pt-BR", Language.BRAZILIAN_PORTUGUESE);

  private final Sections sections;

  TeamReader(Sections sections) {
    this.sections = sections;
  }

  Team read(String name, YamlValue value) {
    YamlMap map = value.map("language", "channels");
    Language language =
        map.get("language")
            .map(written -> written.oneOf(Language.ENGLISH, "language", LANGUAGES))
            .orElse(Language.ENGLISH);
    List<String> channels =
        map
            .require("channels", "[team-mail]")
            .map(list -> list.itemsAtLeastOne("A team that no channel reaches learns of nothing."))
            .orElse(List.of())
            .stream()
            .map(sections::channel)
            .distinct()
            .toList();
    return new Team(name, language, channels);
  }
}
