package io.salvaguarda.backup.catalog;

import java.time.Instant;

/**
 * What matters for the question whether a backup may go.
 *
 * @param label of one source and kind, a later backup has a greater one
 * @param usedAt when a verification or restore of it was last known to begin; null when never
 * @param hold why it must not be deleted; null when it may be
 * @param lockedUntil until when its store was found not to let it go; null when it was not
 */
public record KnownBackup(
    String backupId,
    String label,
    String repository,
    Instant completedAt,
    ProofStatus status,
    Instant usedAt,
    LegalHold hold,
    Instant lockedUntil) {

  /** Of which no lock is known. */
  public KnownBackup(
      String backupId,
      String label,
      String repository,
      Instant completedAt,
      ProofStatus status,
      Instant usedAt,
      LegalHold hold) {
    this(backupId, label, repository, completedAt, status, usedAt, hold, null);
  }
}
