package io.salvaguarda.backup.catalog;

import java.time.Instant;

/**
 * What matters for the question whether a backup may go.
 *
 * @param label of one source and kind, a later backup has a greater one
 * @param usedAt when a verification or restore of it was last known to begin; null when never
 * @param hold why it must not be deleted; null when it may be
 */
public record KnownBackup(
    String backupId,
    String label,
    String repository,
    Instant completedAt,
    ProofStatus status,
    Instant usedAt,
    LegalHold hold) {}
