package io.salvaguarda.verify.run;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.VerificationTrigger;
import java.time.Instant;

/** A verification job's payload: which backup, and what its events are to say. */
public record VerificationOrder(
    String backupId,
    String sourceId,
    BackupKind kind,
    String plan,
    String team,
    String repository,
    VerificationTrigger trigger,
    Instant backupCompletedAt) {}
