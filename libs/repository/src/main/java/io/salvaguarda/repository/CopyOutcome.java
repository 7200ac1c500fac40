package io.salvaguarda.repository;

/** What became of one backup that was to be copied, if both stores worked. */
public sealed interface CopyOutcome {

  BackupId id();

  /**
   * It is in the copy now, and each of its chunks has arrived there.
   *
   * @param newChunks chunks that were not there yet
   * @param newBytes size of their objects
   */
  record Copied(BackupId id, long newChunks, long newBytes) implements CopyOutcome {}

  /** The copy has had it already. */
  record AlreadyThere(BackupId id) implements CopyOutcome {}

  /** Not copied: its verification has failed, so it is no use. */
  record Quarantined(BackupId id) implements CopyOutcome {}

  /**
   * Not copied: it cannot be had back whole.
   *
   * @param reason names the object
   */
  record Damaged(BackupId id, String reason) implements CopyOutcome {}

  /** Not copied: it was deleted meanwhile. */
  record Gone(BackupId id) implements CopyOutcome {}
}
