package io.salvaguarda.cli;

import java.time.Duration;

/** An end to waiting, by a clock that nobody sets. */
final class Deadline {
  private final long begin = System.nanoTime();
  private final Duration patience;

  Deadline(Duration patience) {
    this.patience = patience;
  }

  boolean isPast() {
    return Duration.ofNanos(System.nanoTime() - begin).compareTo(patience) >= 0;
  }

  /** What is left, zero when it is past. */
  Duration rest() {
    Duration rest = patience.minusNanos(System.nanoTime() - begin);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Waits a little before the next look. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INCONCLUSIVE, "interrupted");
    }
  }
}
