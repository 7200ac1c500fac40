package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A backup that was held is not held any more: its plan decides again whether it is deleted.
 *
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param repository the repository's key in salvaguarda.yaml
 * @param reason why it had been held, in words
 * @param releasedBy the name of the API token that released it; absent when it was released in the
 *     repository itself
 * @param releasedAt when that was done, or seen
 */
@EventType("io.salvaguarda.backup.hold-released.v1")
public record BackupHoldReleased(
    String backupId,
    String sourceId,
    BackupKind kind,
    String repository,
    String reason,
    @OptionalField String releasedBy,
    Instant releasedAt)
    implements BackupEvent {
  public BackupHoldReleased {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(repository, "repository");
    reason = Bounded.text("reason", reason);
    requireNonNull(releasedAt, "releasedAt");
  }
}
