package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Backups of a source are about to be deleted because its plan does not keep them. What is held,
 * read or needed by then stays; nothing else is deleted in that run.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param jobId the job that will delete them; cancelling it keeps them
 * @param total how many will go
 * @param backups those that will go, the oldest first, the first 50 at most; cut at 24 KiB
 * @param plannedAt when that was decided
 * @param executesAt no backup is deleted earlier
 */
@EventType("io.salvaguarda.retention.planned.v1")
public record RetentionPlanned(
    String sourceId,
    BackupKind kind,
    String plan,
    UUID jobId,
    int total,
    List<BackupChoice> backups,
    Instant plannedAt,
    Instant executesAt)
    implements BackupEvent {
  public RetentionPlanned {
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(jobId, "jobId");
    backups = Bounded.choices("backups", backups);
    requireNonNull(plannedAt, "plannedAt");
    requireNonNull(executesAt, "executesAt");
  }
}
