package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

/**
 * A backup and what retention makes of it.
 *
 * @param backupId the backup: its folder below backups/ in the repository
 * @param reason why, in words; cut at 2 KiB
 */
public record BackupChoice(String backupId, String reason) {
  public BackupChoice {
    requireNonNull(backupId, "backupId");
    reason = Bounded.text("reason", reason);
  }
}
