package io.salvaguarda.events;

/**
 * What happened to a source's backups, from their start to their deletion, and to its write-ahead
 * log.
 */
public sealed interface BackupEvent extends SuiteEvent
    permits BackupStarted,
        BackupCompleted,
        BackupFailed,
        BackupCancelled,
        BackupMissed,
        BackupDeleted,
        BackupHoldPlaced,
        BackupHoldReleased,
        RetentionHeld,
        RetentionReleased,
        RetentionPlanned,
        RetentionExecuted,
        WalGap,
        WalStalled,
        WalResumed,
        WalProgress,
        WalSilent {}
