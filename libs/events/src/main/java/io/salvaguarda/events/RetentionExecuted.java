package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was planned to be deleted is deleted, but for what had to stay after all.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param jobId the job that did it
 * @param deletedTotal how many of the planned backups are gone
 * @param deleted those, the oldest first, the first 50 at most; cut at 24 KiB
 * @param keptTotal how many of the planned backups stay
 * @param kept those and why, the oldest first, the first 50 at most; cut at 24 KiB
 * @param executedAt when it was done
 */
@EventType("io.salvaguarda.retention.executed.v1")
public record RetentionExecuted(
    String sourceId,
    BackupKind kind,
    String plan,
    UUID jobId,
    int deletedTotal,
    List<BackupChoice> deleted,
    int keptTotal,
    List<BackupChoice> kept,
    Instant executedAt)
    implements BackupEvent {
  public RetentionExecuted {
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(jobId, "jobId");
    deleted = Bounded.choices("deleted", deleted);
    kept = Bounded.choices("kept", kept);
    requireNonNull(executedAt, "executedAt");
  }
}
