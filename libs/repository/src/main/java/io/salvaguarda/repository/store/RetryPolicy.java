package io.salvaguarda.repository.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ask again: after a random part of a pause that doubles, until the deadline has passed.
 *
 * @param firstPause upper bound of the first pause
 * @param longestPause upper bound of every pause
 * @param deadline counted from the first try of one operation; no try begins after it
 */
public record RetryPolicy(Duration firstPause, Duration longestPause, Duration deadline) {

  /** 200 ms doubling to 15 s, for three minutes. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofMinutes(3));

  /** A random pause before try number {@code failures + 1}. Never zero. */
  Duration pauseAfter(int failures) {
    long bound = firstPause.toMillis() << Math.min(failures - 1, 20);
    long capped = Math.max(1, Math.min(bound, longestPause.toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1 + capped / 4, capped + 1 + 1));
  }
}
