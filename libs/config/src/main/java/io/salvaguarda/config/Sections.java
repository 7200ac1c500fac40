package io.salvaguarda.config;

import java.util.HashSet;
import java.util.Set;

/**
 * The names that the file defines, known before any part is read: a part may refer to one that
 * comes later, or to one that is itself mistaken.
 */
record Sections(
    Set<String> repositories, Set<String> plans, Set<String> teams, Set<String> channels) {

  static Sections of(YamlMap file) {
    Set<String> plans = new HashSet<>(keys(file, "plans"));
    plans.add(Plan.DEFAULT_NAME);
    return new Sections(
        keys(file, "repositories"), plans, keys(file, "teams"), keys(file, "channels"));
  }

  String repository(YamlValue value) {
    return value.reference(repositories, "repository", "repositories");
  }

  String plan(YamlValue value) {
    return value.reference(plans, "plan", "plans");
  }

  String team(YamlValue value) {
    return value.reference(teams, "team", "teams");
  }

  String channel(YamlValue value) {
    return value.reference(channels, "channel", "channels");
  }

  private static Set<String> keys(YamlMap file, String section) {
    return file.get(section).map(YamlValue::keys).orElse(Set.of());
  }
}
