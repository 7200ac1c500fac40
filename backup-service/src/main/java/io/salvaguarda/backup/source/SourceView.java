package io.salvaguarda.backup.source;

import io.salvaguarda.backup.catalog.adapter.HoldView;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.ErrorClass;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A source as REST shows it. */
@Schema(name = "Source")
record SourceView(
    String id,
    @Schema(examples = "postgresql") String type,
    String database,
    String plan,
    String team,
    String repository,
    @Schema(description = "logical, by the plan's schedule") Instant nextBackupAt,
    @Schema(description = "of any kind") Instant lastBackupAt,
    @Schema(description = "null where the source has no replicationUser")
        Instant nextPhysicalBackupAt,
    Instant lastPhysicalBackupAt,
    @Schema(description = "when the newest verified physical backup was last proven")
        Instant lastVerifiedPhysicalAt,
    @Schema(description = "the newest verified one of any kind") String lastVerifiedBackupId,
    Instant lastVerifiedAt,
    @Schema(description = "of the latest backup job that failed for good") LastFailure lastFailure,
    @Schema(description = "the backup job that is queued or running") UUID runningJobId,
    @Schema(description = "why retention deletes nothing of the source at present; usually null")
        HoldView retentionHold) {

  /** The latest failure. */
  @Schema(name = "LastFailure")
  record LastFailure(ErrorClass errorClass, String message, Instant at) {}

  static SourceView of(PostgresSource source, SourceStates.State state, HoldView hold) {
    return new SourceView(
        source.id(),
        "postgresql",
        source.database(),
        source.plan(),
        source.team(),
        source.repository(),
        state.nextBackupAt(),
        state.lastBackupAt(),
        state.nextPhysicalBackupAt(),
        state.lastPhysicalBackupAt(),
        state.lastVerifiedPhysicalAt(),
        state.lastVerifiedBackupId(),
        state.lastVerifiedAt(),
        state.lastFailure(),
        state.runningJobId(),
        hold);
  }
}
