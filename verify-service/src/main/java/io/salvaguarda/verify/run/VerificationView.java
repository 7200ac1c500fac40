package io.salvaguarda.verify.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationTrigger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A verification as REST shows it.
 *
 * @param level the highest level that was proven; null before one was
 * @param completedAt null while the outcome is not final
 * @param findings what is wrong with the backup; empty unless FAILED
 * @param notes what differs without being bad, and what could not be checked
 * @param failure why it failed, was inconclusive, or is tried again; null otherwise
 */
public record VerificationView(
    UUID verificationId,
    String backupId,
    String sourceId,
    VerificationTrigger trigger,
    VerificationOutcome outcome,
    Level level,
    Instant startedAt,
    Instant completedAt,
    long tablesCompared,
    long rowsCompared,
    List<Finding> findings,
    List<String> notes,
    Failure failure) {}
