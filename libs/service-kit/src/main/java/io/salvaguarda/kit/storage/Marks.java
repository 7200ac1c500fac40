package io.salvaguarda.kit.storage;

import io.salvaguarda.events.StorageThreshold;
import java.util.Optional;

/**
 * When a place is too full.
 *
 * @param warningPercent less free space than this is a warning
 * @param criticalPercent less free space than this is critical
 */
record Marks(int warningPercent, int criticalPercent) {

  /**
   * Back above a mark is so much above it: a disk that hovers there is not told again and again.
   */
  static final int MARGIN_PERCENT = 2;

  /**
   * The mark that is passed; empty while there is room.
   *
   * @param before the mark that was passed at the last look
   */
  Optional<StorageThreshold> passed(
      Optional<StorageThreshold> before, long freeBytes, long totalBytes) {
    double percent = totalBytes <= 0 ? 0 : 100.0 * freeBytes / totalBytes;
    boolean wasCritical = before.equals(Optional.of(StorageThreshold.CRITICAL));
    if (percent < criticalPercent + (wasCritical ? MARGIN_PERCENT : 0)) {
      return Optional.of(StorageThreshold.CRITICAL);
    }
    return percent < warningPercent + (before.isPresent() ? MARGIN_PERCENT : 0)
        ? Optional.of(StorageThreshold.WARNING)
        : Optional.empty();
  }

  /** Whether people must hear of it: a mark was passed downwards since they last did. */
  static boolean isWorse(Optional<StorageThreshold> before, Optional<StorageThreshold> now) {
    return now.isPresent()
        && (before.isEmpty()
            || before.get() == StorageThreshold.WARNING && now.get() == StorageThreshold.CRITICAL);
  }
}
