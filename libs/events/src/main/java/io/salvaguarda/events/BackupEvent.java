package io.salvaguarda.events;

/** What happened to a backup, from its start to its deletion. Topic {@link Topics#BACKUP}. */
public sealed interface BackupEvent extends SuiteEvent
    permits BackupStarted, BackupCompleted, BackupFailed, BackupCancelled, BackupDeleted {}
