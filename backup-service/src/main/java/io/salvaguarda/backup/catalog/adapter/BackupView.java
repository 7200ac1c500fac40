package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A backup as REST shows it. */
@Schema(name = "Backup")
public record BackupView(
    @Schema(examples = "testdb/logical/2026-03-01_02-00-00-1f0c9a7be21d") String backupId,
    String sourceId,
    BackupKind kind,
    @Schema(description = "the repository's key in salvaguarda.yaml") String repository,
    String plan,
    String team,
    ProofStatus status,
    @Schema(description = "the highest level that its last verification reached") Level level,
    Instant startedAt,
    @Schema(description = "the instant whose data it holds") Instant snapshotAt,
    Instant completedAt,
    @Schema(description = "when it was proven; null unless VERIFIED") Instant verifiedAt,
    @Schema(description = "bytes read from the source") long plainBytes,
    @Schema(description = "bytes that it added to the repository") long storedBytes,
    long chunks,
    long newChunks,
    @Schema(description = "0 for a physical backup, as are rows") long tables,
    long rows,
    String serverVersion,
    @Schema(
            description =
                "the part of the write-ahead log that a physical backup needs and holds; null for others")
        WalRangeView wal,
    UUID jobId,
    @Schema(description = "far smaller than usual: retention waits until somebody has looked")
        boolean anomaly,
    @Schema(description = "why it is not deleted, whatever its plan says; usually null")
        LegalHoldView hold) {

  static BackupView of(BackupRow row) {
    return new BackupView(
        row.backupId,
        row.sourceId,
        row.kind,
        row.repository,
        row.plan,
        row.team,
        row.status,
        row.level,
        row.startedAt,
        row.snapshotAt,
        row.completedAt,
        row.verifiedAt,
        row.plainBytes,
        row.storedBytes,
        row.chunks,
        row.newChunks,
        row.tables,
        row.rows,
        row.serverVersion,
        WalRangeView.of(row.wal()),
        row.jobId,
        row.anomaly,
        LegalHoldView.of(row.hold()));
  }
}
