package io.salvaguarda.notifier.incident;

import java.util.Comparator;

/**
 * Which of two backups of one source is newer: the last part of an id is a label that starts with
 * the backup's time in UTC, {@code 2026-11-21_02-00-07-k3v9qd}.
 */
final class BackupOrder {

  private static final Comparator<String> BY_LABEL = Comparator.comparing(BackupOrder::label);

  private BackupOrder() {}

  static boolean isSameOrNewer(String backupId, String than) {
    return BY_LABEL.compare(backupId, than) >= 0;
  }

  static String newer(String one, String other) {
    return isSameOrNewer(one, other) ? one : other;
  }

  private static String label(String backupId) {
    return backupId.substring(backupId.lastIndexOf('/') + 1);
  }
}
