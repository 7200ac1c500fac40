package io.salvaguarda.restore.run;

/** What a restore is doing. */
public enum Phase {
  /** Looking at the backup and at the target's server. */
  CHECK,
  /** Reading the backup into the new database. */
  RESTORE,
  /** Replaying WAL in a data directory. */
  RECOVER,
  /** Looking whether a replica follows. */
  REPLICATE,
  /** Counting what was restored. */
  COMPARE,
  /** Giving it its name, in the place of the database in use if that was asked for. */
  RENAME
}
