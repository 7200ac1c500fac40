package io.salvaguarda.backup.prune;

import io.salvaguarda.repository.LocksReport;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.prune.PruneReport;
import java.time.Instant;

/**
 * How a prune ended that met no failure.
 *
 * @param figures null when nothing was looked at
 * @param locks what came of renewing locks; null where the store locks nothing
 * @param busySince when the other prune last showed life; null unless {@link Outcome#BUSY}
 */
public record PruneResult(
    Outcome outcome, PruneFigures figures, LocksReport locks, Instant busySince) {

  /** None of them needs anybody's help. */
  public enum Outcome {
    /** It came to its end. */
    DONE,
    /** It told what it would do. */
    DRY_RUN,
    /** Another prune is at work, or died a short time ago; the next due time makes up for it. */
    BUSY,
    /** It was held up, and another prune went on. */
    TAKEN_OVER,
    /** No backup was ever made to this repository. */
    NO_REPOSITORY
  }

  static final PruneResult NO_REPOSITORY = new PruneResult(Outcome.NO_REPOSITORY, null, null, null);

  static PruneResult of(PruneOutcome outcome, LocksReport locks) {
    return switch (outcome) {
      case PruneOutcome.Done done ->
          new PruneResult(Outcome.DONE, PruneFigures.of(done.report()), locks, null);
      case PruneOutcome.TakenOver lost ->
          new PruneResult(Outcome.TAKEN_OVER, PruneFigures.of(lost.report()), locks, null);
      case PruneOutcome.Busy busy -> new PruneResult(Outcome.BUSY, null, locks, busy.since());
    };
  }

  static PruneResult ofDryRun(PruneReport report) {
    return new PruneResult(Outcome.DRY_RUN, PruneFigures.of(report), null, null);
  }
}
