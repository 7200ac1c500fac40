package io.salvaguarda.backup.copies;

/** How copying ended, if the stores worked. */
public sealed interface CopyEnd {

  /** Every backup that is worth it is in the copy. */
  record Complete(CopyFigures figures) implements CopyEnd {}

  /**
   * All were copied but those that cannot be had back whole.
   *
   * @param backupId the first of them
   */
  record Incomplete(CopyFigures figures, String backupId, String reason) implements CopyEnd {}

  /**
   * All backups were copied, and all archived WAL but what cannot be had back whole.
   *
   * @param reason names the first such file
   */
  record WalIncomplete(CopyFigures figures, String reason) implements CopyEnd {}

  /** No backup was ever made to the repository: there is nothing to copy. */
  record NoRepository() implements CopyEnd {}
}
