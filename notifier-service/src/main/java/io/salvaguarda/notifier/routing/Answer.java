package io.salvaguarda.notifier.routing;

import java.util.List;

/**
 * Who is told.
 *
 * @param channels at least one
 * @param considered every route that was looked at, in order, and whether it fitted
 * @param route whose channels they are; the team's own when no route fitted
 */
public record Answer(List<String> channels, List<Considered> considered, String route) {
  /** A route and what was found. */
  public record Considered(String route, boolean fits, String because) {}

  public Answer {
    channels = List.copyOf(channels);
    considered = List.copyOf(considered);
  }
}
