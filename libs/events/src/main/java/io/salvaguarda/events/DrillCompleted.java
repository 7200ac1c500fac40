package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A source was restored as a whole into a place that is thrown away, to see that it can be and how
 * long it takes.
 *
 * @param drillId the drill
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param startedAt when work began
 * @param completedAt when a restored database answered
 * @param recoveryMillis from the one to the other: what a restore takes (recovery time)
 * @param steps what that time went into, in order
 * @param reachedAt the last instant whose data is shown to be there
 * @param lossMillis how long before the drill that was: what would be lost at most (recovery point)
 * @param bytes plain bytes read from the backup
 */
@EventType("io.salvaguarda.drill.completed.v1")
public record DrillCompleted(
    UUID drillId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    Instant startedAt,
    Instant completedAt,
    long recoveryMillis,
    List<DrillStep> steps,
    Instant reachedAt,
    long lossMillis,
    long bytes)
    implements RestoreEvent {
  public DrillCompleted {
    requireNonNull(drillId, "drillId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(completedAt, "completedAt");
    steps = List.copyOf(steps);
    requireNonNull(reachedAt, "reachedAt");
  }
}
