package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.backup.retention.Verdict;
import io.salvaguarda.events.BackupKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What retention would do now, as REST shows it. */
@Schema(name = "RetentionForecast")
record RetentionView(
    String sourceId,
    BackupKind kind,
    String plan,
    @Schema(description = "the next time at which it is decided what is to go") Instant nextRunAt,
    @Schema(description = "what was announced and is to go soon; usually null") Announced announced,
    @Schema(description = "every backup, newest first") List<Choice> backups) {

  /** Cancelling the job keeps the backups. */
  @Schema(name = "RetentionAnnounced")
  record Announced(UUID jobId, Instant executesAt, List<String> backups) {}

  /** One backup. */
  @Schema(name = "RetentionChoice")
  record Choice(
      String backupId,
      Instant completedAt,
      @Schema(description = "whether the next run would delete it") boolean goes,
      @Schema(examples = {"younger than 30 days", "weekly 2026-W47", "held by ops: case 4711"})
          String reason) {

    static Choice of(Verdict verdict) {
      boolean goes =
          switch (verdict) {
            case Verdict.Expired expired -> true;
            case Verdict.Kept kept -> false;
            case Verdict.Locked locked -> false;
          };
      return new Choice(
          verdict.backup().backupId(), verdict.backup().completedAt(), goes, verdict.reason());
    }
  }
}
