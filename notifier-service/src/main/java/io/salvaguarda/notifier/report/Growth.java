package io.salvaguarda.notifier.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A straight line through measurements, by least squares.
 *
 * @param perDay its slope
 * @param error the slope's standard error
 */
record Growth(double perDay, double error) {

  /** Older measurements say little about what comes. */
  static final Duration LOOK_BACK = Duration.ofDays(56);

  /** A shorter time does not even hold one retention. */
  static final Duration SHORTEST = Duration.ofDays(7);

  static final int FEWEST = 5;
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double FORESEEABLE_DAYS = 3 * 365.0;

  /** Empty when the measurements are too few or too close together. */
  static Optional<Growth> of(List<Series.Point> oldestFirst) {
    if (oldestFirst.size() < FEWEST
        || Duration.between(oldestFirst.getFirst().at(), oldestFirst.getLast().at())
                .compareTo(SHORTEST)
            < 0) {
      return Optional.empty();
    }
    Instant begin = oldestFirst.getFirst().at();
    int n = oldestFirst.size();
    double[] x = oldestFirst.stream().mapToDouble(each -> days(begin, each.at())).toArray();
    double[] y = oldestFirst.stream().mapToDouble(Series.Point::value).toArray();
    double meanX = mean(x);
    double meanY = mean(y);
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      sxx += (x[i] - meanX) * (x[i] - meanX);
      sxy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = sxy / sxx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = y[i] - meanY - slope * (x[i] - meanX);
      squares += off * off;
    }
    return Optional.of(new Growth(slope, Math.sqrt(squares / (n - 2) / sxx)));
  }

  /** When {@code free} more will be used. */
  Outlook until(double free, Instant now) {
    if (free <= 0) {
      return new Outlook.Full(now, now, Optional.of(now));
    }
    if (perDay <= 0) {
      return new Outlook.NotGrowing();
    }
    if (free / perDay > FORESEEABLE_DAYS) {
      return new Outlook.FarAway();
    }
    double slowest = perDay - 2 * error;
    return new Outlook.Full(
        after(now, free / perDay),
        after(now, free / (perDay + 2 * error)),
        slowest > 0 && free / slowest <= FORESEEABLE_DAYS
            ? Optional.of(after(now, free / slowest))
            : Optional.empty());
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / DAY;
  }

  private static Instant after(Instant now, double days) {
    return now.plusSeconds(Math.round(days * DAY));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
