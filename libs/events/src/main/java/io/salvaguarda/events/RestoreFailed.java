package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A restore failed; the target was not put into use.
 *
 * @param restoreId the restore
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param target the database or data directory restored into
 * @param startedAt when work began
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.restore.failed.v1")
public record RestoreFailed(
    UUID restoreId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    RestoreTarget target,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements RestoreEvent {
  public RestoreFailed {
    requireNonNull(restoreId, "restoreId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(target, "target");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
