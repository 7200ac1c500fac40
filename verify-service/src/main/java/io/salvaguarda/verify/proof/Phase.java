package io.salvaguarda.verify.proof;

/** What a proof is doing just now. */
public enum Phase {
  /** Reading every chunk back. */
  READ,
  /** Reading the dump's table of contents. */
  LIST,
  /** Checking each file of a cluster by its checksum. */
  FILES,
  /** Replaying WAL. */
  RECOVERY,
  /** Checking each page by its checksum. */
  PAGES,
  /** Starting a throwaway cluster. */
  SANDBOX,
  /** Making the roles. */
  ROLES,
  /** Restoring the dump. */
  RESTORE,
  /** Counting what was restored. */
  FACTS,
  /** Asking the plan's assertions. */
  ASSERTIONS,
  /** Checking the indexes. */
  INDEXES
}
