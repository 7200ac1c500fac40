package io.salvaguarda.notifier.telling;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait with what.
 *
 * @param remindAfter an open incident is told again after this long
 * @param acknowledgedFor how long nobody is reminded of one that somebody takes care of
 * @param steps when others are told, counted from the first notice; in order
 */
public record Pace(Duration remindAfter, Duration acknowledgedFor, List<Duration> steps) {
  public Pace {
    steps = List.copyOf(steps);
  }
}
