package io.salvaguarda.backup.run;

import io.salvaguarda.repository.BackupId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Names backups after their jobs: every attempt of a job makes the same backup. */
public final class BackupNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT);
  private static final int TIME_LENGTH = "2026-03-01_02-00-00".length();
  private static final int SHORT_ID = 12;

  private BackupNames() {}

  /**
   * The backup of a job.
   *
   * @param createdAt the job's creation
   * @param newestLabel of the source's other backups: a clock that went back makes no label that is
   *     older than one that is there
   */
  public static BackupId of(
      String sourceId,
      BackupId.Kind kind,
      UUID jobId,
      Instant createdAt,
      Optional<String> newestLabel) {
    Instant time =
        newestLabel
            .map(label -> timeOf(label).plusSeconds(1))
            .filter(earliest -> earliest.isAfter(createdAt))
            .orElse(createdAt);
    String digits = jobId.toString().replace("-", "");
    return BackupId.of(sourceId, kind, time, digits.substring(digits.length() - SHORT_ID));
  }

  private static Instant timeOf(String label) {
    return LocalDateTime.parse(label.substring(0, TIME_LENGTH), TIME).toInstant(ZoneOffset.UTC);
  }
}
