package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A worker began a backup. Each attempt of a job says so once.
 *
 * @param jobId the backup job; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param trigger why the backup ran
 * @param startedAt when work began
 */
@EventType("io.salvaguarda.backup.started.v1")
public record BackupStarted(
    UUID jobId,
    int attempt,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    BackupTrigger trigger,
    Instant startedAt)
    implements BackupEvent {
  public BackupStarted {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(trigger, "trigger");
    requireNonNull(startedAt, "startedAt");
  }
}
