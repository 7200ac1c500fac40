package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A restore drill was due, and nothing was heard of it.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param dueAt when the plan wanted it
 * @param expectedBy until when it should have come, with its deadline and the grace
 * @param lastCompletedAt when the last one succeeded; absent when none is known
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.drill.overdue.v1")
public record DrillOverdue(
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    Instant dueAt,
    Instant expectedBy,
    @OptionalField Instant lastCompletedAt,
    Instant detectedAt)
    implements RestoreEvent {
  public DrillOverdue {
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(expectedBy, "expectedBy");
    requireNonNull(detectedAt, "detectedAt");
  }
}
