package io.salvaguarda.repository;

import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What can be wrong with a repository while its store works. A store's own failure is a {@link
 * io.salvaguarda.repository.store.StoreException} instead and never one of these.
 */
public abstract sealed class RepositoryException extends IOException
    permits RepositoryException.Absent,
        RepositoryException.AlreadyExists,
        RepositoryException.WrongKey,
        RepositoryException.UnsupportedFormat,
        RepositoryException.Damaged,
        RepositoryException.NoSuchBackup,
        RepositoryException.BackupExists,
        RepositoryException.EmptyStream,
        RepositoryException.Held,
        RepositoryException.BeingDeleted,
        RepositoryException.Locked,
        RepositoryException.Refused,
        RepositoryException.NoSuchWal,
        RepositoryException.WalConflict,
        RepositoryException.WalForeign,
        RepositoryException.WalTruncated,
        DamagedChunk {

  RepositoryException(String message) {
    super(message);
  }

  /** There is no repository.json. */
  public static final class Absent extends RepositoryException {
    Absent() {
      super("there is no repository here: no repository.json");
    }
  }

  /** A repository was to be created where there is one. */
  public static final class AlreadyExists extends RepositoryException {
    AlreadyExists() {
      this("there is a repository here already");
    }

    AlreadyExists(String message) {
      super(message);
    }
  }

  /** The credential opens none of the wrapped keys. */
  public static final class WrongKey extends RepositoryException {
    WrongKey(String credential) {
      super(credential + " does not open this repository");
    }
  }

  /** Made by a newer version. */
  public static final class UnsupportedFormat extends RepositoryException {
    UnsupportedFormat(String message) {
      super(message);
    }
  }

  /** repository.json, a manifest or a verification mark is not what was written. */
  public static final class Damaged extends RepositoryException {
    private final String objectKey;

    Damaged(String objectKey, String reason) {
      super(objectKey + " is damaged: " + reason);
      this.objectKey = objectKey;
    }

    public String objectKey() {
      return objectKey;
    }
  }

  /** There is no manifest of this backup. */
  public static final class NoSuchBackup extends RepositoryException {
    NoSuchBackup(BackupId id) {
      super("there is no backup " + id);
    }
  }

  /** A backup of this name was published by someone else; it is untouched. */
  public static final class BackupExists extends RepositoryException {
    BackupExists(BackupId id) {
      super("there is a backup " + id + " already");
    }
  }

  /** The backup is held: it is not deleted, nor held a second time. */
  public static final class Held extends RepositoryException {
    private final transient Hold hold;

    Held(BackupId id, Hold hold) {
      super("backup " + id + " is " + hold.text());
      this.hold = hold;
    }

    public Hold hold() {
      return hold;
    }
  }

  /** The store keeps the backup, which is untouched, until its lock is over. */
  public static final class Locked extends RepositoryException {
    private final transient Instant until;

    Locked(BackupId id, StoreException.Locked lock) {
      super(
          "backup "
              + id
              + " is locked in its store"
              + lock.until().map(end -> " until " + end).orElse(""));
      this.until = lock.until().orElse(null);
    }

    /** By the store's clock; empty when nobody knows. */
    public Optional<Instant> until() {
      return Optional.ofNullable(until);
    }
  }

  /** A deletion of the backup has begun and may still take effect: no hold can be promised. */
  public static final class BeingDeleted extends RepositoryException {
    BeingDeleted(BackupId id) {
      super("a deletion of backup " + id + " has begun");
    }
  }

  /** What was asked for cannot be done safely; nothing was done. */
  public static final class Refused extends RepositoryException {
    Refused(String message) {
      super(message);
    }
  }

  /** The file is not archived. */
  public static final class NoSuchWal extends RepositoryException {
    NoSuchWal(WalFile file) {
      super("there is no WAL file " + file);
    }
  }

  /** The file is archived with other bytes, which stay. */
  public static final class WalConflict extends RepositoryException {
    WalConflict(WalFile file) {
      super("WAL file " + file + " is archived with other bytes");
    }
  }

  /** Another cluster is archived for the source. */
  public static final class WalForeign extends RepositoryException {
    private final String archived;

    WalForeign(WalFile file, String archived) {
      super("WAL file " + file + " is not of the archived cluster, which is " + archived);
      this.archived = archived;
    }

    /** System identifier of the cluster that is archived. */
    public String archived() {
      return archived;
    }
  }

  /** What was to be archived does not have the bytes that were announced; nothing was archived. */
  public static final class WalTruncated extends RepositoryException {
    WalTruncated(WalFile file, long expectedBytes) {
      super("WAL file " + file + " did not come as " + expectedBytes + " bytes");
    }
  }

  /** A stream that must not be empty ended without a byte. */
  public static final class EmptyStream extends RepositoryException {
    EmptyStream(String streamName) {
      super("stream " + streamName + " is empty");
    }
  }
}
