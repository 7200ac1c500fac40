package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The proof that a random instant of the recovery window can be recovered to was due, and nothing
 * was heard of it.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param dueAt when the plan wanted it
 * @param expectedBy until when it should have come, with its deadline and the grace
 * @param lastProvenAt when the last one succeeded; absent when none is known
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.recovery-window.overdue.v1")
public record RecoveryWindowOverdue(
    String sourceId,
    String plan,
    String team,
    Instant dueAt,
    Instant expectedBy,
    @OptionalField Instant lastProvenAt,
    Instant detectedAt)
    implements RestoreEvent {
  public RecoveryWindowOverdue {
    SourceIds.require(sourceId);
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(expectedBy, "expectedBy");
    requireNonNull(detectedAt, "detectedAt");
  }
}
