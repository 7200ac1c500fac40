package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A restore of one backup began.
 *
 * @param restoreId the restore
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param target the database or data directory restored into
 * @param startedAt when work began
 */
@EventType("io.salvaguarda.restore.started.v1")
public record RestoreStarted(
    UUID restoreId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    RestoreTarget target,
    Instant startedAt)
    implements RestoreEvent {
  public RestoreStarted {
    requireNonNull(restoreId, "restoreId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(target, "target");
    requireNonNull(startedAt, "startedAt");
  }
}
