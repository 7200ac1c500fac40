package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The target holds the backup's data.
 *
 * @param restoreId the restore
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param target the database or data directory restored into
 * @param startedAt when work began
 * @param completedAt when the target was ready
 * @param swapped whether the restored database took the place of an existing one
 * @param previousDatabase the name that the replaced database was given; absent unless swapped
 * @param bytes plain bytes read from the backup
 * @param recoveredLsn where the replay of WAL ended; absent of a logical backup
 * @param lastCommit when the last replayed transaction was committed; absent when there was none
 * @param replica the data directory of the replica that streams from the target; absent when there
 *     is none
 */
@EventType("io.salvaguarda.restore.completed.v1")
public record RestoreCompleted(
    UUID restoreId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    RestoreTarget target,
    Instant startedAt,
    Instant completedAt,
    boolean swapped,
    @OptionalField String previousDatabase,
    long bytes,
    @OptionalField String recoveredLsn,
    @OptionalField Instant lastCommit,
    @OptionalField RestoreTarget replica)
    implements RestoreEvent {
  public RestoreCompleted {
    requireNonNull(restoreId, "restoreId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(target, "target");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(completedAt, "completedAt");
  }
}
