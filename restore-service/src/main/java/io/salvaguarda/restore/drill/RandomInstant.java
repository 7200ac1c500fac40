package io.salvaguarda.restore.drill;

import io.salvaguarda.restore.window.RecoveryWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Picks where a window is looked at; each instant of it is as likely as any other. */
public final class RandomInstant {

  /**
   * @param range that it is in
   */
  public record Pick(RecoveryWindow.Range range, Instant at) {}

  private static final long NANOS_PER_MICRO = 1_000;

  private final RandomGenerator random;

  public RandomInstant(RandomGenerator random) {
    this.random = random;
  }

  /** Empty of an empty window. */
  public Optional<Pick> in(RecoveryWindow window) {
    List<RecoveryWindow.Range> ranges = window.ranges();
    long left = random.nextLong(Math.max(1, ranges.stream().mapToLong(this::micros).sum()));
    for (RecoveryWindow.Range range : ranges) {
      long length = micros(range);
      if (left < length) {
        return Optional.of(new Pick(range, range.from().plusNanos(left * NANOS_PER_MICRO)));
      }
      left -= length;
    }
    return ranges.stream().findFirst().map(range -> new Pick(range, range.from()));
  }

  /** The same in an earlier part of a range; empty when there is none. */
  public Optional<Pick> before(RecoveryWindow.Range range, Instant end) {
    long length = Duration.between(range.from(), end).toNanos() / NANOS_PER_MICRO;
    return length <= 0
        ? Optional.empty()
        : Optional.of(
            new Pick(range, range.from().plusNanos(random.nextLong(length) * NANOS_PER_MICRO)));
  }

  private long micros(RecoveryWindow.Range range) {
    return Math.max(0, Duration.between(range.from(), range.to()).toNanos() / NANOS_PER_MICRO);
  }
}
