package io.salvaguarda.backup.catalog;

import io.salvaguarda.access.ClusterSize;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.Manifest;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a backup's manifest says of it, and where it is.
 *
 * @param attempt the job's attempt that published it
 * @param plainBytes of all streams
 * @param dumpBytes of the dump alone, or of the cluster's files: of all of them, even when the
 *     backup is one of changes, so that backups can be compared
 * @param storedBytes added to the repository
 * @param tables 0 for a physical backup, as are rows
 * @param wal null for a logical backup
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
    long rows,
    WalRange wal) {

  /** What only the manifest of one kind of backup says. */
  private record Content(
      String serverVersion, long dumpBytes, long tables, long rows, WalRange wal) {}

  /**
   * Reads a manifest.
   *
   * @param repository its name in the configuration
   * @throws IllegalArgumentException when it is not a manifest of this service's making
   */
  public static CatalogEntry of(Manifest manifest, String repository, String team) {
    BackupFacts made = manifest.facts();
    Content content = content(manifest);
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
        content.dumpBytes(),
        manifest.newBytes(),
        manifest.chunkCount(),
        manifest.newChunks(),
        content.serverVersion(),
        content.tables(),
        content.rows(),
        content.wal());
  }

  private static Content content(Manifest manifest) {
    return switch (manifest.id().kind()) {
      case LOGICAL -> {
        Facts facts = Facts.fromJson(manifest.facts().facts());
        yield new Content(
            facts.serverVersion(),
            bytes(manifest, ArchiveNames::isArchive),
            facts.tables().size(),
            facts.totalRows(),
            null);
      }
      case PHYSICAL -> {
        ClusterFacts facts = ClusterFacts.fromJson(manifest.facts().facts());
        yield new Content(
            facts.serverVersion(), ClusterSize.of(manifest), 0, 0, WalRange.of(facts));
      }
      case BUCKET -> throw new IllegalArgumentException("no bucket's backup is known here");
    };
  }

  private static long bytes(Manifest manifest, Predicate<String> which) {
    return manifest.streams().stream()
        .filter(stream -> which.test(stream.name()))
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
