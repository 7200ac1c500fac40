package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A backup job was cancelled on request; nothing was published.
 *
 * @param jobId the backup job; the same for every attempt
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param cancelledBy the name of the API token that asked
 * @param cancelledAt when it was cancelled
 */
@EventType("io.salvaguarda.backup.cancelled.v1")
public record BackupCancelled(
    UUID jobId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String cancelledBy,
    Instant cancelledAt)
    implements BackupEvent {
  public BackupCancelled {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(cancelledBy, "cancelledBy");
    requireNonNull(cancelledAt, "cancelledAt");
  }
}
