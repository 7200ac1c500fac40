package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.wal.WalFile;
import java.util.List;

/**
 * What a check of the whole repository found.
 *
 * @param backups how many can be read
 * @param walFiles archived files that can be read, and what has arrived of others
 * @param unreadable manifests and documents of WAL that cannot, and why
 * @param chunks how many backups and WAL need
 * @param readChunks how many of those were read and proven
 * @param readBytes size of the objects that were read and proven
 * @param faults chunks that are needed and that cannot be had back, each once
 * @param affected backups that need one of those
 * @param affectedWal archived files that do
 * @param held backups that must not be deleted
 * @param orphaned chunks in no readable backup and no WAL: of one under way, or for prune to delete
 */
public record RepositoryReport(
    int backups,
    long walFiles,
    List<Unreadable> unreadable,
    long chunks,
    long readChunks,
    long readBytes,
    List<ChunkFault> faults,
    List<BackupId> affected,
    List<AffectedWal> affectedWal,
    List<HeldBackup> held,
    List<ChunkId> orphaned) {

  /** A manifest, or document of WAL, that is damaged or of a newer format. */
  public record Unreadable(String manifestKey, String reason) {}

  /** An archived file that cannot be had back whole. */
  public record AffectedWal(String sourceId, WalFile file) {}

  public RepositoryReport {
    unreadable = List.copyOf(unreadable);
    faults = List.copyOf(faults);
    affected = List.copyOf(affected);
    affectedWal = List.copyOf(affectedWal);
    held = List.copyOf(held);
    orphaned = List.copyOf(orphaned);
  }

  /**
   * Whether every backup and all WAL can be had back as far as was looked. Orphaned chunks are no
   * fault.
   */
  public boolean sound() {
    return unreadable.isEmpty() && faults.isEmpty();
  }
}
