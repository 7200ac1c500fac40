package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A backup is in the repository, its manifest written. It is not proven yet.
 *
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param jobId the backup job; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param trigger why the backup ran
 * @param startedAt when work began
 * @param snapshotAt the instant whose data the backup holds
 * @param completedAt when the manifest was written
 * @param plainBytes bytes read from the source
 * @param storedBytes bytes that this backup added to the repository
 * @param chunks chunks that the backup refers to
 * @param newChunks chunks that the repository did not hold before
 * @param serverVersion the source server's version, for example 15.14
 * @param tables tables in the backup
 * @param rows rows in all tables of the backup
 */
@EventType("io.salvaguarda.backup.completed.v1")
public record BackupCompleted(
    String backupId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String repository,
    UUID jobId,
    int attempt,
    BackupTrigger trigger,
    Instant startedAt,
    Instant snapshotAt,
    Instant completedAt,
    long plainBytes,
    long storedBytes,
    long chunks,
    long newChunks,
    String serverVersion,
    long tables,
    long rows)
    implements BackupEvent {
  public BackupCompleted {
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(jobId, "jobId");
    requireNonNull(trigger, "trigger");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(snapshotAt, "snapshotAt");
    requireNonNull(completedAt, "completedAt");
    requireNonNull(serverVersion, "serverVersion");
  }
}
