package io.salvaguarda.postgres;

/**
 * What went wrong, in the words of the suite's failure events: {@link #name()} is the event's error
 * class.
 */
public enum PostgresError {
  /** No connection to the source: refused, timed out, unknown host, shutting down. */
  SOURCE_UNREACHABLE,
  /** The server refused the user, the password or the TLS settings. */
  SOURCE_AUTHENTICATION,
  /** The user may connect but not do what was asked. */
  SOURCE_PERMISSION,
  /** The named database is not on the server. */
  DATABASE_MISSING,
  /** pg_dump or pg_dumpall did not end well. */
  DUMP_FAILED,
  /** pg_dump ended well but wrote nothing that could be a dump. */
  EMPTY_DUMP,
  /** pg_restore, or a statement on the restore's target, did not end well. */
  RESTORE_FAILED,
  /** The target of a restore is there already, or in use. */
  TARGET_EXISTS,
  /** What was backed up is not there, or not as it was. */
  BACKUP_DAMAGED,
  /** The throwaway cluster could not do its work: our trouble, never the backup's. */
  SANDBOX_FAILED,
  /** WAL that was asked for is not on the server any more. */
  WAL_REMOVED,
  /** No room left on a disk of ours. */
  DISK_FULL,
  /** A setting or a package of this machine is missing or wrong. */
  CONFIGURATION,
  /** The work was stopped on purpose. */
  CANCELLED,
  /** None of the above could be told from what the server or the tool said. */
  UNKNOWN
}
