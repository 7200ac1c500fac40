package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The backup was proven up to the level that its plan asks for.
 *
 * @param verificationId the verification
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param trigger why the verification ran
 * @param level the level reached
 * @param startedAt when work began
 * @param completedAt when the proof was complete
 * @param backupCompletedAt when the verified backup was completed
 * @param tablesCompared tables whose facts were compared
 * @param rowsCompared rows counted in those tables
 */
@EventType("io.salvaguarda.verification.passed.v1")
public record VerificationPassed(
    UUID verificationId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String repository,
    VerificationTrigger trigger,
    Level level,
    Instant startedAt,
    Instant completedAt,
    Instant backupCompletedAt,
    long tablesCompared,
    long rowsCompared)
    implements VerificationEvent {
  public VerificationPassed {
    requireNonNull(verificationId, "verificationId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(trigger, "trigger");
    requireNonNull(level, "level");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(completedAt, "completedAt");
    requireNonNull(backupCompletedAt, "backupCompletedAt");
  }
}
