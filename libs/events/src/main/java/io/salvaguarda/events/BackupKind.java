package io.salvaguarda.events;

/** How a source is copied. */
public enum BackupKind {
  /** pg_dump of one database. */
  LOGICAL,
  /** pg_basebackup of a cluster. */
  PHYSICAL,
  /** The objects of a bucket. */
  BUCKET
}
