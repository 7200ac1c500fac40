package io.salvaguarda.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Amounts as people read them. */
final class Quantity {
  private static final double MEGA = 1_000_000.0;
  private static final double MILLIS = 1_000.0;

  private Quantity() {}

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
  }

  /** Bytes in that time; "-" for no time at all. */
  static String rate(long bytes, Duration time) {
    long millis = time.toMillis();
    return millis <= 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f MB/s", bytes / MEGA / (millis / MILLIS));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / MILLIS);
  }

  static String seconds(Instant from, Instant to) {
    return seconds(Duration.between(from, to));
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
