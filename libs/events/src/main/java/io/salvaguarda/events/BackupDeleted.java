package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A backup's manifest was deleted: it can no longer be restored.
 *
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param repository the repository's key in salvaguarda.yaml
 * @param reason why, in words, for example older than 30 days
 * @param deletedAt when it was deleted
 */
@EventType("io.salvaguarda.backup.deleted.v1")
public record BackupDeleted(
    String backupId,
    String sourceId,
    BackupKind kind,
    String repository,
    String reason,
    Instant deletedAt)
    implements BackupEvent {
  public BackupDeleted {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(repository, "repository");
    reason = Bounded.text("reason", reason);
    requireNonNull(deletedAt, "deletedAt");
  }
}
