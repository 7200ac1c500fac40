package io.salvaguarda.kit.jobs;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double with each attempt, between half and one and a half of that, at most 5 min. */
public final class Backoff {

  private static final long LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();

  private Backoff() {}

  /**
   * @param attempt the attempt that failed, from 1
   */
  public static Duration after(int attempt, Duration first) {
    int doublings = Math.min(Math.max(attempt - 1, 0), 20);
    long wait = Math.min(first.toMillis() << doublings, LONGEST_MILLIS);
    return Duration.ofMillis((long) (wait * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
  }
}
