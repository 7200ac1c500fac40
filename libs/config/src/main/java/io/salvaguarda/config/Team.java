package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/**
 * Who is responsible for sources.
 *
 * @param name its key in the file
 * @param language of its notices; English by default
 * @param channels names of the channels that reach it; at least one
 * @param quietHours in which warnings wait; critical notices never do
 * @param grouping where it is not what the service is set to
 */
public record Team(
    String name,
    Language language,
    List<String> channels,
    Escalation escalation,
    Optional<Hours> quietHours,
    Optional<Grouping> grouping) {
  public Team {
    channels = List.copyOf(channels);
  }

  /** A team that is always told at once, and nobody in its place. */
  public Team(String name, Language language, List<String> channels) {
    this(name, language, channels, Escalation.NONE, Optional.empty(), Optional.empty());
  }
}
