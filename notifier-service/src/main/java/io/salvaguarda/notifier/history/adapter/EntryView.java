package io.salvaguarda.notifier.history.adapter;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry as REST and CSV show it; columns are only ever added at the end.
 *
 * @param durationMillis from start to end
 * @param provenAfterMillis from the end of a backup to its proof
 */
@JsonPropertyOrder({
  "endedAt",
  "kind",
  "sourceId",
  "team",
  "outcome",
  "backupKind",
  "backupId",
  "repository",
  "startedAt",
  "durationMillis",
  "plainBytes",
  "storedBytes",
  "repositoryBytes",
  "rows",
  "level",
  "backupCompletedAt",
  "provenAfterMillis",
  "recoveryMillis",
  "lossMillis",
  "errorClass",
  "error",
  "id"
})
public record EntryView(
    Instant endedAt,
    EntryKind kind,
    String sourceId,
    String team,
    Outcome outcome,
    BackupKind backupKind,
    String backupId,
    String repository,
    Instant startedAt,
    Long durationMillis,
    Long plainBytes,
    Long storedBytes,
    Long repositoryBytes,
    Long rows,
    Level level,
    Instant backupCompletedAt,
    Long provenAfterMillis,
    Long recoveryMillis,
    Long lossMillis,
    String errorClass,
    String error,
    UUID id) {

  static EntryView of(Entry entry) {
    return new EntryView(
        entry.endedAt(),
        entry.kind(),
        entry.sourceId(),
        entry.team(),
        entry.outcome(),
        entry.backupKind(),
        entry.backupId(),
        entry.repository(),
        entry.startedAt(),
        entry.took().map(Duration::toMillis).orElse(null),
        entry.plainBytes(),
        entry.storedBytes(),
        entry.repositoryBytes(),
        entry.rows(),
        entry.level(),
        entry.backupCompletedAt(),
        entry.provenAfter().map(Duration::toMillis).orElse(null),
        entry.recoveryMillis(),
        entry.lossMillis(),
        entry.errorClass(),
        entry.error(),
        entry.id());
  }
}
