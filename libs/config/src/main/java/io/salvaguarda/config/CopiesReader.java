package io.salvaguarda.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the {@code copies} of all repositories, which must not run in circles. */
final class CopiesReader {
  private static final String EXAMPLE = "[another-repository]";

  private final Sections sections;
  private final Map<String, Set<String>> copiedTo = new HashMap<>();

  CopiesReader(Sections sections) {
    this.sections = sections;
  }

  Copies read(String repository, YamlValue value) {
    YamlMap map = value.map("to", "schedule");
    Set<String> to = new LinkedHashSet<>();
    map.require("to", EXAMPLE)
        .ifPresent(
            list ->
                list.itemsAtLeastOne("Name another repository, or leave copies out.")
                    .forEach(item -> add(repository, item, to)));
    CronSchedule schedule =
        map.get("schedule")
            .map(cron -> cron.parsed(Copies.DAILY, CronSchedule::parse))
            .orElse(Copies.DAILY);
    return new Copies(to.stream().toList(), schedule);
  }

  private void add(String from, YamlValue item, Set<String> to) {
    String name = sections.repository(item);
    if (name.isEmpty()) {
      return; // told already
    }
    if (name.equals(from)) {
      item.mistake(
          "\"" + name + "\" is the repository itself", "Name another repository, on other disks.");
    } else if (!to.add(name)) {
      item.mistake("\"" + name + "\" is named twice", "Keep one of the two.");
    } else if (isCopiedTo(name, from, new HashSet<>())) {
      item.mistake(
          "\"" + name + "\" is itself copied to " + from,
          "Let copies go one way only: take one of them out.");
    } else {
      copiedTo.computeIfAbsent(from, key -> new HashSet<>()).add(name);
    }
  }

  /** As far as the file was read: the last that closes a circle is the mistake. */
  private boolean isCopiedTo(String from, String to, Set<String> seen) {
    if (from.equals(to)) {
      return true;
    }
    return seen.add(from)
        && copiedTo.getOrDefault(from, Set.of()).stream()
            .anyMatch(next -> isCopiedTo(next, to, seen));
  }
}
