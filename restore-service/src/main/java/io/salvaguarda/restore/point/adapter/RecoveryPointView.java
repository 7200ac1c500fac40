package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.restore.point.ProofStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recovery point as REST shows it. */
@Schema(name = "RecoveryPoint")
public record RecoveryPointView(
    @Schema(examples = "testdb/logical/2026-03-01_02-00-00-1f0c9a7be21d") String backupId,
    String sourceId,
    BackupKind kind,
    @Schema(description = "the repository's key in salvaguarda.yaml") String repository,
    Instant completedAt,
    @Schema(description = "the instant whose data it holds") Instant snapshotAt,
    ProofStatus status,
    @Schema(description = "the highest level that its last verification reached") Level level,
    @Schema(description = "bytes read from the source") long plainBytes,
    @Schema(description = "bytes that it added to the repository") long storedBytes,
    @Schema(description = "how old its data is: what a restore would lose") long ageSeconds) {}
