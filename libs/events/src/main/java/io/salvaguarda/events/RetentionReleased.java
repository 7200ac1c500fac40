package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A source's backups are deleted again as its plan says.
 *
 * @param backupId the backup whose size had held retention back
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param acceptedBy the name of the API token that called the smaller size right; absent when a
 *     later backup is of usual size
 * @param releasedAt when it was released
 */
@EventType("io.salvaguarda.retention.released.v1")
public record RetentionReleased(
    String backupId,
    String sourceId,
    BackupKind kind,
    @OptionalField String acceptedBy,
    Instant releasedAt)
    implements BackupEvent {
  public RetentionReleased {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(releasedAt, "releasedAt");
  }
}
