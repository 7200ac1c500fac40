package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import java.util.List;

/**
 * What a check of the whole repository found.
 *
 * @param backups how many can be read
 * @param unreadable manifests that cannot, and why
 * @param chunks how many the backups need
 * @param readChunks how many of those were read and proven
 * @param readBytes size of the objects that were read and proven
 * @param faults chunks that backups need and that cannot be had back, each once
 * @param affected backups that need one of those
 * @param held backups that must not be deleted
 * @param orphaned chunks in no readable backup: of one under way, or for prune to delete
 */
public record RepositoryReport(
    int backups,
    List<Unreadable> unreadable,
    long chunks,
    long readChunks,
    long readBytes,
    List<ChunkFault> faults,
    List<BackupId> affected,
    List<HeldBackup> held,
    List<ChunkId> orphaned) {

  /** A manifest that is damaged or of a newer format. */
  public record Unreadable(String manifestKey, String reason) {}

  public RepositoryReport {
    unreadable = List.copyOf(unreadable);
    faults = List.copyOf(faults);
    affected = List.copyOf(affected);
    held = List.copyOf(held);
    orphaned = List.copyOf(orphaned);
  }

  /** Whether every backup can be had back as far as was looked. Orphaned chunks are no fault. */
  public boolean sound() {
    return unreadable.isEmpty() && faults.isEmpty();
  }
}
