package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.events.Failure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A drill as REST shows it. */
@Schema(name = "Drill")
record DrillView(
    @Schema(description = "also its job's") UUID id,
    String sourceId,
    BackupKind kind,
    DrillRow.Outcome outcome,
    @Schema(description = "absent when there was none to restore") String backupId,
    @Schema(description = "a token's name, or schedule") String requestedBy,
    Instant startedAt,
    Instant endedAt,
    @Schema(description = "until a restored database answered (RTO)") Long recoveryMillis,
    @Schema(description = "what would have been lost at most (RPO)") Long lossMillis,
    @Schema(description = "the last instant whose data is shown to be there") Instant reachedAt,
    @Schema(description = "plain bytes read from the backup") Long bytes,
    @Schema(description = "WAL that was replayed at most") Long walBytes,
    List<DrillStep> steps,
    @Schema(description = "what is not as in the source") List<String> notes,
    Failure failure) {}
