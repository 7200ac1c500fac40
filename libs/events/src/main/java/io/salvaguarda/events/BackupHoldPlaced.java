package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A backup is held: it is not deleted, whatever its plan says, until it is released.
 *
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param repository the repository's key in salvaguarda.yaml
 * @param placedBy who holds it: the name of an API token, or what was said on the command line
 * @param reason why, in words
 * @param placedAt since when it is held
 */
@EventType("io.salvaguarda.backup.hold-placed.v1")
public record BackupHoldPlaced(
    String backupId,
    String sourceId,
    BackupKind kind,
    String repository,
    String placedBy,
    String reason,
    Instant placedAt)
    implements BackupEvent {
  public BackupHoldPlaced {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(repository, "repository");
    placedBy = Bounded.text("placedBy", placedBy);
    reason = Bounded.text("reason", reason);
    requireNonNull(placedAt, "placedAt");
  }
}
