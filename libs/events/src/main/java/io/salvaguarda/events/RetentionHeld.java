package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A new backup is far smaller than its source's usual ones: none of the source's backups is deleted
 * until a later one is of usual size or somebody says that the smaller size is right.
 *
 * @param backupId the backup that is far smaller
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param dumpBytes the backup's size before compression
 * @param usualBytes the size, before compression, that it was compared with
 * @param heldAt since when nothing is deleted
 */
@EventType("io.salvaguarda.retention.held.v1")
public record RetentionHeld(
    String backupId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String repository,
    long dumpBytes,
    long usualBytes,
    Instant heldAt)
    implements BackupEvent {
  public RetentionHeld {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(heldAt, "heldAt");
  }
}
