package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Our own trouble kept a verification from an answer; the backup may be good.
 *
 * @param verificationId the verification
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param plan the source's plan
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param trigger why the verification ran
 * @param levelReached the highest level passed; absent when none was
 * @param startedAt when work began
 * @param endedAt when the verification gave up
 * @param failure what went wrong and what to do
 * @param willRetry whether another attempt follows by itself
 */
@EventType("io.salvaguarda.verification.inconclusive.v1")
public record VerificationInconclusive(
    UUID verificationId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String repository,
    VerificationTrigger trigger,
    @OptionalField Level levelReached,
    Instant startedAt,
    Instant endedAt,
    Failure failure,
    boolean willRetry)
    implements VerificationEvent {
  public VerificationInconclusive {
    requireNonNull(verificationId, "verificationId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(trigger, "trigger");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(endedAt, "endedAt");
    requireNonNull(failure, "failure");
  }
}
