package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A backup job has failed for good: no attempt of it will follow and nothing was published.
 *
 * @param jobId the backup job; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param startedAt when work began
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.backup.failed.v1")
public record BackupFailed(
    UUID jobId,
    int attempt,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements BackupEvent {
  public BackupFailed {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
