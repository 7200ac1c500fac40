package io.salvaguarda.events;

/**
 * What came of putting a backup onto a target, in earnest or to see that it can be done. Topic
 * {@link Topics#RESTORE}.
 */
public sealed interface RestoreEvent extends SuiteEvent
    permits RestoreStarted,
        RestoreCompleted,
        RestoreFailed,
        DrillCompleted,
        DrillFailed,
        DrillOverdue,
        RecoveryWindowProven,
        RecoveryWindowFailed,
        RecoveryWindowOverdue {}
