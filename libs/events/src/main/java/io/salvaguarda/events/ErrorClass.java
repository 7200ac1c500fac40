package io.salvaguarda.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What went wrong, for programs. The list grows: a class that this release does not know is read as
 * {@link #UNKNOWN}.
 */
public enum ErrorClass {
  /** The source server does not answer. */
  SOURCE_UNREACHABLE,
  /** The source refused the password or certificate. */
  SOURCE_AUTHENTICATION,
  /** The source's user may not read something. */
  SOURCE_PERMISSION,
  /** The server has no database of that name. */
  DATABASE_MISSING,
  /** The dump tool ended with an error. */
  DUMP_FAILED,
  /** The dump is empty or absurdly small. */
  EMPTY_DUMP,
  /** The backup is far smaller than the source's usual ones. */
  SIZE_ANOMALY,
  /** The repository's store does not answer or answers with an error. */
  STORE_UNAVAILABLE,
  /** The repository's store refused the credentials. */
  STORE_DENIED,
  /** The passphrase is not the repository's. */
  REPOSITORY_KEY,
  /** Stored bytes are missing or changed. */
  BACKUP_DAMAGED,
  /** The restored data is not what the snapshot held. */
  CONTENT_DIFFERS,
  /** The restore tool reported an error. */
  RESTORE_FAILED,
  /** A recovery's target is not in the WAL that can be had. */
  TARGET_UNREACHABLE,
  /** The restore target exists or is in use. */
  TARGET_EXISTS,
  /** The throwaway cluster could not be used. */
  SANDBOX_FAILED,
  /** WAL that is needed is not on the server any more. */
  WAL_REMOVED,
  /** No space left for scratch files or for the repository. */
  DISK_FULL,
  /** The configuration does not allow the work. */
  CONFIGURATION,
  /** The write-ahead log does not come into the repository. */
  WAL_STALLED,
  /** The work ran past its deadline. */
  DEADLINE,
  /** The worker vanished and no attempt is left. */
  WORKER_LOST,
  /** Cancelled on request. */
  CANCELLED,
  /** None of the others, or a class from a newer release. */
  @JsonEnumDefaultValue
  UNKNOWN
}
