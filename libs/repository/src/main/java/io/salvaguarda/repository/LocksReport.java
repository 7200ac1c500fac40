package io.salvaguarda.repository;

/**
 * What came of renewing locks.
 *
 * @param objects looked at
 * @param renewed those whose lock was begun or extended
 * @param unreadable backups and documents of WAL whose chunks are not known any more, and so not
 *     locked any further
 */
public record LocksReport(long objects, long renewed, int unreadable) {

  static final LocksReport NONE = new LocksReport(0, 0, 0);

  LocksReport looked(boolean wasRenewed) {
    return new LocksReport(objects + 1, renewed + (wasRenewed ? 1 : 0), unreadable);
  }

  LocksReport read(boolean readable) {
    return new LocksReport(objects, renewed, unreadable + (readable ? 0 : 1));
  }
}
