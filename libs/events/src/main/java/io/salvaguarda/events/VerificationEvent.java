package io.salvaguarda.events;

/** What came of proving a backup. Topic {@link Topics#VERIFICATION}. */
public sealed interface VerificationEvent extends SuiteEvent
    permits VerificationStarted,
        VerificationPassed,
        VerificationFailed,
        VerificationInconclusive,
        VerificationOverdue {}
