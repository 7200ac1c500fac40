package io.salvaguarda.notifier.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to try again. Waits grow by {@code factor} up to {@code longest}, each between three and
 * five quarters of that, so that deliveries which failed together do not come back together.
 *
 * @param attempts how many attempts a delivery has
 * @param first the wait after the first attempt
 * @param jitter a number from 0 (inclusive) to 1
 */
public record RetrySchedule(
    int attempts, Duration first, int factor, Duration longest, DoubleSupplier jitter) {

  /** What a receiver may ask for at most; without a bound it could silence itself for ever. */
  static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /**
   * @param attempt the attempt that failed, from 1
   * @param asked the receiver's Retry-After: never tried before it
   */
  public Duration waitAfter(int attempt, Optional<Duration> asked) {
    Duration own = scaled(grown(attempt), 0.75 + jitter.getAsDouble() / 2);
    return asked
        .map(wait -> wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait)
        .map(wait -> scaled(wait, 1 + jitter.getAsDouble() / 10))
        .filter(wait -> wait.compareTo(own) > 0)
        .orElse(own);
  }

  private Duration grown(int attempt) {
    Duration wait = first;
    for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(factor);
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private static Duration scaled(Duration wait, double by) {
    return Duration.ofMillis((long) Math.ceil(wait.toMillis() * by));
  }
}
