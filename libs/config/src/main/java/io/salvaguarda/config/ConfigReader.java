package io.salvaguarda.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the whole file, part by part. */
final class ConfigReader {
  private ConfigReader() {}

  static SuiteConfig read(YamlValue root) {
    YamlMap file =
        root.map(
            "version",
            "repositories",
            "sources",
            "plans",
            "teams",
            "channels",
            "defaultTeam",
            "administrators",
            "routes",
            "maintenance",
            "deadManSwitch",
            "reports",
            "security");
    file.require("version", "1").ifPresent(version -> version.parsed("", ConfigReader::version));
    Sections sections = Sections.of(file);
    String defaultTeam = file.require("defaultTeam", "dba").map(sections::team).orElse("");
    Map<String, Plan> plans = new LinkedHashMap<>();
    plans.put(Plan.DEFAULT_NAME, PlanReader.DEFAULT);
    file.get("plans").ifPresent(plan -> plans.putAll(plan.entries().named(PlanReader::read)));
    return new SuiteConfig(
        section(file, "repositories", new RepositoryReader(sections)::read),
        section(file, "sources", new SourceReader(sections, defaultTeam)::read),
        plans,
        section(file, "teams", new TeamReader(sections)::read),
        section(file, "channels", ChannelReader::read),
        defaultTeam,
        file.get("security").map(new TokenReader()::read).orElse(List.of()),
        new TellingReader(sections).read(file, defaultTeam),
        file.get("deadManSwitch").map(DeadManSwitchReader::read),
        file.get("reports").map(ReportsReader::read).orElse(ReportRules.DEFAULT));
  }

  private static String version(String text) throws Refused {
    if (!text.equals("1")) {
      throw new Refused("is not a version that this release reads", "Write: version: 1");
    }
    return text;
  }

  private static <T> Map<String, T> section(
      YamlMap file, String key, YamlMap.EntryReader<T> reader) {
    return file.require(key, "{}").map(section -> section.entries().named(reader)).orElse(Map.of());
  }
}
