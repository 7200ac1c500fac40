package io.salvaguarda.backup.run;

/** Where a backup's work stands. */
public enum Phase {
  /** Connecting, taking the snapshot and the locks. */
  SNAPSHOT,
  /** The server makes the checkpoint that a copy of its files begins with. */
  CHECKPOINT,
  /** The cluster's files are being read. */
  FILES,
  /** The database is being read; its facts are counted beside it. */
  DUMP,
  /** Roles and tablespaces are being read. */
  GLOBALS,
  /** The counting is awaited and the manifest written. */
  COMMIT
}
