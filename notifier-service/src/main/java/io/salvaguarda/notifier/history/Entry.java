package io.salvaguarda.notifier.history;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The end of one piece of work. What its kind does not have, or an event does not tell, is null.
 *
 * @param id the job's, verification's, restore's or drill's; one entry for each
 * @param sourceId "storage" for work on a repository
 * @param startedAt null for a backup that was cancelled
 * @param plainBytes bytes read from the source, or from the backup by a restore
 * @param storedBytes bytes that were added to a repository
 * @param repositoryBytes what the repository holds after a prune
 * @param rows in all tables, or compared
 * @param backupCompletedAt when the backup that a verification is of was completed
 * @param recoveryMillis how long a drill took until a restored database answered
 * @param lossMillis what would have been lost at most
 * @param errorClass as in the event's failure
 */
public record Entry(
    EntryKind kind,
    UUID id,
    String sourceId,
    String team,
    BackupKind backupKind,
    String repository,
    String backupId,
    Outcome outcome,
    Instant startedAt,
    Instant endedAt,
    Long plainBytes,
    Long storedBytes,
    Long repositoryBytes,
    Long rows,
    Level level,
    Instant backupCompletedAt,
    Long recoveryMillis,
    Long lossMillis,
    String errorClass,
    String error) {

  /** From the start of the work to its end. */
  public Optional<Duration> took() {
    return startedAt == null ? Optional.empty() : Optional.of(Duration.between(startedAt, endedAt));
  }

  /** From the end of the backup to its proof. */
  public Optional<Duration> provenAfter() {
    return backupCompletedAt == null || !succeeded()
        ? Optional.empty()
        : Optional.of(Duration.between(backupCompletedAt, endedAt));
  }

  public boolean succeeded() {
    return outcome == Outcome.SUCCEEDED;
  }

  /** Whether it counts when rates are made: what somebody stopped says nothing. */
  public boolean counts() {
    return outcome != Outcome.CANCELLED;
  }
}
