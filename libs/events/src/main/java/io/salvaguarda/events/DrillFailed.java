package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A source could not be restored as a whole in a drill; no attempt of it will follow.
 *
 * @param drillId the drill
 * @param backupId the backup: its folder below backups/ in the repository; absent when there was
 *     none to restore
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param startedAt when work began
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.drill.failed.v1")
public record DrillFailed(
    UUID drillId,
    @OptionalField String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements RestoreEvent {
  public DrillFailed {
    requireNonNull(drillId, "drillId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
