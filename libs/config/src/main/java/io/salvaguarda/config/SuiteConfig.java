package io.salvaguarda.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole, checked configuration. Every name that one part uses of another exists, so look-ups by
 * those names never fail. Maps keep the file's order.
 *
 * @param repositories by name
 * @param sources by source id
 * @param plans by name; always holds {@link Plan#DEFAULT_NAME}
 * @param teams by name
 * @param channels by name
 * @param defaultTeam responsible for sources without a team, and for the suite itself
 * @param tokens who may use the REST interfaces; may be empty
 * @param telling who is told of what, and when not
 * @param deadManSwitch who is told regularly that the notifier works
 * @param reports when reports are sent
 */
public record SuiteConfig(
    Map<String, RepositoryConfig> repositories,
    Map<String, PostgresSource> sources,
    Map<String, Plan> plans,
    Map<String, Team> teams,
    Map<String, Channel> channels,
    String defaultTeam,
    List<ApiToken> tokens,
    Telling telling,
    Optional<DeadManSwitch> deadManSwitch,
    ReportRules reports) {
  public SuiteConfig {
    repositories = inOrder(repositories);
    sources = inOrder(sources);
    plans = inOrder(plans);
    teams = inOrder(teams);
    channels = inOrder(channels);
    tokens = List.copyOf(tokens);
  }

  /** A suite whose teams hear of their trouble by their own channels. */
  public SuiteConfig(
      Map<String, RepositoryConfig> repositories,
      Map<String, PostgresSource> sources,
      Map<String, Plan> plans,
      Map<String, Team> teams,
      Map<String, Channel> channels,
      String defaultTeam,
      List<ApiToken> tokens) {
    this(
        repositories,
        sources,
        plans,
        teams,
        channels,
        defaultTeam,
        tokens,
        Telling.plainly(defaultTeam),
        Optional.empty(),
        ReportRules.DEFAULT);
  }

  /** A suite that nobody outside it watches. */
  public SuiteConfig(
      Map<String, RepositoryConfig> repositories,
      Map<String, PostgresSource> sources,
      Map<String, Plan> plans,
      Map<String, Team> teams,
      Map<String, Channel> channels,
      String defaultTeam,
      List<ApiToken> tokens,
      Telling telling) {
    this(
        repositories,
        sources,
        plans,
        teams,
        channels,
        defaultTeam,
        tokens,
        telling,
        Optional.empty(),
        ReportRules.DEFAULT);
  }

  /** The plan of a source. */
  public Plan planOf(PostgresSource source) {
    return plans.get(source.plan());
  }

  /** The repository of a source. */
  public RepositoryConfig repositoryOf(PostgresSource source) {
    return repositories.get(source.repository());
  }

  /** The team of a source id; the default team for ids that the configuration does not hold. */
  public Team teamOf(String sourceId) {
    PostgresSource source = sources.get(sourceId);
    return teams.get(source == null ? defaultTeam : source.team());
  }

  /** The team that hears of what others leave. */
  public Team administrators() {
    return teams.get(telling.administrators());
  }

  private static <T> Map<String, T> inOrder(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
