package io.salvaguarda.local.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something that must happen, by looking often. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /**
   * What the look finds first.
   *
   * @param look may throw {@link StepFailed} when it can no longer happen
   * @throws StepFailed when nothing is found in time; the message starts with {@code what}
   */
  static <T> T forThis(String what, Duration within, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new StepFailed(what + " did not happen within " + within.toSeconds() + " s");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted", e);
    }
  }
}
