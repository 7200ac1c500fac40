package io.salvaguarda.repository.prune;

import java.time.Instant;

/** How a prune ended, if the store worked and every backup could be read. */
public sealed interface PruneOutcome {

  /** It came to its end. */
  record Done(PruneReport report) implements PruneOutcome {}

  /**
   * Another prune is at work, or died less than half an hour ago: nothing was done.
   *
   * @param since when it last showed life, by the store's clock
   */
  record Busy(Instant since) implements PruneOutcome {}

  /** It was held up so long that another prune took over; what it had done by then stands. */
  record TakenOver(PruneReport report) implements PruneOutcome {}
}
