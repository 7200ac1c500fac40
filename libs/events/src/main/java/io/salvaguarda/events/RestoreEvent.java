package io.salvaguarda.events;

/** What came of putting a backup onto a target. Topic {@link Topics#RESTORE}. */
public sealed interface RestoreEvent extends SuiteEvent
    permits RestoreStarted, RestoreCompleted, RestoreFailed {}
