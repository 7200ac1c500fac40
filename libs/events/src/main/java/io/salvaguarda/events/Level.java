package io.salvaguarda.events;

/** How far a verification went. Each level includes those before it. */
public enum Level {
  /** Every chunk read back, decrypted and hashed again. */
  INTEGRITY,
  /** The streams are well formed: pg_restore --list, pg_verifybackup. */
  STRUCTURE,
  /** Restored into a throwaway cluster. */
  RESTORED,
  /** Booted and recovered to the target (physical backups). */
  RECOVERED,
  /** The facts of the backup's snapshot compared exactly, and the plan's assertions hold. */
  CONTENT
}
