package io.salvaguarda.backup.catalog;

import java.util.List;
import java.util.OptionalLong;

/** Tells a backup that is far smaller than its source's usual ones: data may be gone. */
public final class UsualSize {

  /** So many of the latest backups say what is usual. */
  public static final int COMPARED = 5;

  /** A smaller part of the usual size than this is an anomaly. */
  private static final double SMALLEST_PART = 0.20;

  private UsualSize() {}

  /**
   * The median.
   *
   * @return empty when there is nothing to compare with
   */
  public static OptionalLong of(List<Long> latestBytes) {
    List<Long> sorted = latestBytes.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return OptionalLong.empty();
    }
    long lower = sorted.get((sorted.size() - 1) / 2);
    long upper = sorted.get(sorted.size() / 2);
    return OptionalLong.of(lower + (upper - lower) / 2);
  }

  /** Whether a dump of that size is an anomaly. */
  public static boolean isFarBelow(long usualBytes, long bytes) {
    return bytes < usualBytes * SMALLEST_PART;
  }
}
