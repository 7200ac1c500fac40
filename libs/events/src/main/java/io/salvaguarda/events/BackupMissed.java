package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A backup was due, and nothing was heard of it: it was neither begun nor completed, and no failure
 * was told. Whoever should have taken it may be down.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param dueAt when the plan wanted it
 * @param expectedBy until when it should have come, with its deadline and the grace
 * @param lastCompletedAt when the last one was completed; absent when none is known
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.backup.missed.v1")
public record BackupMissed(
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    Instant dueAt,
    Instant expectedBy,
    @OptionalField Instant lastCompletedAt,
    Instant detectedAt)
    implements BackupEvent {
  public BackupMissed {
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(expectedBy, "expectedBy");
    requireNonNull(detectedAt, "detectedAt");
  }
}
