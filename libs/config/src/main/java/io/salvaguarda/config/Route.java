package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that fit go to these channels in place of the team's own. What is not restricted fits
 * everything.
 *
 * @param name in explanations
 * @param teams empty: any
 * @param sources empty: any
 * @param urgency absent: any
 * @param kinds causes of incidents, as {@link NoticeKinds} names them; empty: any
 * @param hours absent: always
 * @param channels at least one
 * @param further whether the routes after it are looked at too
 */
public record Route(
    String name,
    Set<String> teams,
    List<Glob> sources,
    Optional<Urgency> urgency,
    Set<String> kinds,
    Optional<Hours> hours,
    List<String> channels,
    boolean further) {
  /** How urgent a notice is. */
  public enum Urgency {
    WARNING,
    CRITICAL
  }

  public Route {
    teams = Set.copyOf(teams);
    sources = List.copyOf(sources);
    kinds = Set.copyOf(kinds);
    channels = List.copyOf(channels);
  }
}
