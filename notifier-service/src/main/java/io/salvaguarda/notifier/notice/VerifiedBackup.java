package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.Level;
import java.time.Instant;

/**
 * The newest backup of a source that is proven.
 *
 * @param completedAt when the backup, not its verification, was completed
 */
public record VerifiedBackup(String backupId, Instant completedAt, Level level) {}
