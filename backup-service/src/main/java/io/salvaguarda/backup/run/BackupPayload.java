package io.salvaguarda.backup.run;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;

/**
 * What a backup job is about, beside its source. Plan and team are those of the moment of asking:
 * the events of a job name them even when the source has left the configuration since.
 */
public record BackupPayload(BackupKind kind, BackupTrigger trigger, String plan, String team) {}
