package io.salvaguarda.backup.catalog;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.Manifest;
import java.time.Instant;
import java.util.UUID;

/**
 * What a backup's manifest says of it, and where it is.
 *
 * @param attempt the job's attempt that published it
 * @param plainBytes of all streams
 * @param dumpBytes of the dump alone
 * @param storedBytes added to the repository
 */
public record CatalogEntry(
    String backupId,
    String sourceId,
    BackupKind kind,
    String label,
    String repository,
    String plan,
    String team,
    UUID jobId,
    int attempt,
    Instant startedAt,
    Instant snapshotAt,
    Instant completedAt,
    long plainBytes,
    long dumpBytes,
    long storedBytes,
    long chunks,
    long newChunks,
    String serverVersion,
    long tables,
    long rows) {

  /**
   * Reads a manifest.
   *
   * @param repository its name in the configuration
   * @throws IllegalArgumentException when it is not a manifest of this service's making
   */
  public static CatalogEntry of(Manifest manifest, String repository, String team) {
    BackupFacts made = manifest.facts();
    Facts facts = Facts.fromJson(made.facts());
    return new CatalogEntry(
        manifest.id().toString(),
        manifest.id().sourceId(),
        BackupKind.valueOf(manifest.id().kind().name()),
        manifest.id().label(),
        repository,
        made.plan(),
        team,
        UUID.fromString(made.jobId()),
        made.attempt(),
        made.startedAt(),
        made.snapshotAt(),
        manifest.completedAt(),
        manifest.plainBytes(),
        dumpBytes(manifest),
        manifest.newBytes(),
        manifest.chunkCount(),
        manifest.newChunks(),
        facts.serverVersion(),
        facts.tables().size(),
        facts.totalRows());
  }

  private static long dumpBytes(Manifest manifest) {
    return manifest.streams().stream()
        .filter(stream -> ArchiveNames.isArchive(stream.name()))
        .mapToLong(stream -> stream.summary().plainBytes())
        .sum();
  }

  /** The event that tells of it. */
  public BackupCompleted completed(BackupTrigger trigger) {
    return new BackupCompleted(
        backupId,
        sourceId,
        kind,
        plan,
        team,
        repository,
        jobId,
        attempt,
        trigger,
        startedAt,
        snapshotAt,
        completedAt,
        plainBytes,
        storedBytes,
        chunks,
        newChunks,
        serverVersion,
        tables,
        rows);
  }
}
