package io.salvaguarda.notifier.report;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who gets a report and on what.
 *
 * @param whole for the team that is responsible for the suite itself: everything
 * @param sources by id: whether each is also backed up physically
 */
public record Audience(String team, boolean whole, Map<String, Boolean> sources) {

  /** Every team that has sources, its own; the team of the suite, all. */
  public static List<Audience> all(SuiteConfig config) {
    List<Audience> all = new ArrayList<>();
    for (String team : config.teams().keySet()) {
      Audience audience = of(config, team);
      if (audience.whole() || !audience.sources().isEmpty()) {
        all.add(audience);
      }
    }
    return all;
  }

  /** Of a team that the configuration holds. */
  public static Audience of(SuiteConfig config, String team) {
    boolean whole = team.equals(config.telling().administrators());
    return new Audience(
        team, whole, sources(config, source -> whole || source.team().equals(team)));
  }

  private static Map<String, Boolean> sources(SuiteConfig config, Predicate<PostgresSource> which) {
    Map<String, Boolean> sources = new LinkedHashMap<>();
    config.sources().values().stream()
        .filter(which)
        .forEach(source -> sources.put(source.id(), source.replication().isPresent()));
    return sources;
  }
}
