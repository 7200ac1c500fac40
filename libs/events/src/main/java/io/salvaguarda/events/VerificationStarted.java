package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A verification of one backup began.
 *
 * @param verificationId the verification
 * @param backupId the backup: its folder below backups/ in the repository
 * @param sourceId the source's key in salvaguarda.yaml
 * @param kind what kind of backup
 * @param team the team responsible for the source
 * @param trigger why the verification ran
 * @param startedAt when work began
 */
@EventType("io.salvaguarda.verification.started.v1")
public record VerificationStarted(
    UUID verificationId,
    String backupId,
    String sourceId,
    BackupKind kind,
    String team,
    VerificationTrigger trigger,
    Instant startedAt)
    implements VerificationEvent {
  public VerificationStarted {
    requireNonNull(verificationId, "verificationId");
    requireNonNull(backupId, "backupId");
    SourceIds.require(sourceId);
    requireNonNull(kind, "kind");
    requireNonNull(team, "team");
    requireNonNull(trigger, "trigger");
    requireNonNull(startedAt, "startedAt");
  }
}
