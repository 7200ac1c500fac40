package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.restore.window.RecoveryPlan;
import java.util.Optional;

/** Whoever has timed whole recoveries step by step says how long another one would take. */
public interface MeasuredPace {

  /**
   * What one recovery took.
   *
   * @param bytes of the backup
   * @param restoreMillis to read and write them
   * @param walBytes that were replayed at most
   * @param replayMillis to replay them
   * @param otherMillis that neither changes
   */
  record Pace(long bytes, long restoreMillis, long walBytes, long replayMillis, long otherMillis) {

    /** Longer by as much as there is more to read and more to replay. */
    long secondsFor(RecoveryPlan plan) {
      double millis =
          otherMillis
              + scaled(restoreMillis, plan.start().bytes(), bytes)
              + scaled(replayMillis, plan.reach().walBytes(), walBytes);
      return Math.round(millis / 1000);
    }

    private static double scaled(long millis, long amount, long measured) {
      return measured <= 0 ? millis : (double) millis * amount / measured;
    }
  }

  /** By the latest that went well; empty when there was none. Blocks. */
  Optional<Pace> of(String sourceId);
}
