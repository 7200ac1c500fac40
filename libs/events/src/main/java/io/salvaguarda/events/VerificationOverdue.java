package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A verification was due, and nothing was heard of it: whether the source's backups can be restored
 * is not proven.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param backupId the new backup that waits for its proof; absent when it is the regular
 *     verification of all that is kept
 * @param dueAt when it was due: the new backup was completed, or the plan wanted it
 * @param expectedBy until when it should have come, with its deadline and the grace
 * @param lastPassedAt when the last one passed; absent when none is known
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.verification.overdue.v1")
public record VerificationOverdue(
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    @OptionalField String backupId,
    Instant dueAt,
    Instant expectedBy,
    @OptionalField Instant lastPassedAt,
    Instant detectedAt)
    implements VerificationEvent {
  public VerificationOverdue {
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(expectedBy, "expectedBy");
    requireNonNull(detectedAt, "detectedAt");
  }
}
