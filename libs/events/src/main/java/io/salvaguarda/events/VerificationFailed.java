package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The backup is bad. An outage is never reported so: see {@link VerificationInconclusive}.
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
 * @param failedAt when it failed
 * @param backupCompletedAt when the verified backup was completed
 * @param findings what is wrong with the backup, the first 50 at most; cut at 24 KiB
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.verification.failed.v1")
public record VerificationFailed(
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
    Instant failedAt,
    Instant backupCompletedAt,
    List<Finding> findings,
    Failure failure)
    implements VerificationEvent {
  public VerificationFailed {
    requireNonNull(verificationId, "verificationId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(plan, "plan");
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(trigger, "trigger");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(backupCompletedAt, "backupCompletedAt");
    findings = Bounded.findings("findings", findings);
    requireNonNull(failure, "failure");
  }
}
