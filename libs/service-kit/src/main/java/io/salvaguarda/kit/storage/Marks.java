package io.salvaguarda.kit.storage;

import io.salvaguarda.events.StorageThreshold;
import java.util.Optional;

/**
 * When a disk is too full.
 *
 * @param warningPercent less free space than this is a warning
 * @param criticalPercent less free space than this is critical
 */
record Marks(int warningPercent, int criticalPercent) {

  /** The mark that is passed; empty while there is room. */
  Optional<StorageThreshold> passed(long freeBytes, long totalBytes) {
    double percent = totalBytes <= 0 ? 0 : 100.0 * freeBytes / totalBytes;
    if (percent < criticalPercent) {
      return Optional.of(StorageThreshold.CRITICAL);
    }
    return percent < warningPercent ? Optional.of(StorageThreshold.WARNING) : Optional.empty();
  }

  /** Whether people must hear of it: a mark was passed downwards since they last did. */
  static boolean isWorse(Optional<StorageThreshold> before, Optional<StorageThreshold> now) {
    return now.isPresent()
        && (before.isEmpty()
            || before.get() == StorageThreshold.WARNING && now.get() == StorageThreshold.CRITICAL);
  }
}
