package io.salvaguarda.repository.prune;

import java.util.Map;

/**
 * What a prune did, or in a dry run would do.
 *
 * @param needed chunks that backups need, and are there
 * @param byFate all others; a fate that no chunk met is not in it
 */
public record PruneReport(Tally needed, Map<Fate, Tally> byFate) {

  /** Some chunks and the size of their objects. */
  public record Tally(long chunks, long bytes) {

    static final Tally NONE = new Tally(0, 0);

    Tally and(long moreBytes) {
      return new Tally(chunks + 1, bytes + moreBytes);
    }
  }

  public PruneReport {
    byFate = Map.copyOf(byFate);
  }

  /** How many chunks met this fate. */
  public Tally of(Fate fate) {
    return byFate.getOrDefault(fate, Tally.NONE);
  }
}
