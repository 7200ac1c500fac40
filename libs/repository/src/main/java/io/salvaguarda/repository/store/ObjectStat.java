package io.salvaguarda.repository.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An object without its bytes.
 *
 * @param size in bytes
 * @param modified when it was last put, by the store's own clock and in whole seconds, since that
 *     is all that some requests to some stores tell
 * @param lock what it is under, or was; lists do not tell it
 */
public record ObjectStat(String key, long size, Instant modified, Optional<ObjectLock.Term> lock) {

  /** Of which no lock is known. */
  public ObjectStat(String key, long size, Instant modified) {
    this(key, size, modified, Optional.empty());
  }

  /** Whether its lock, as far as it is known, keeps it from being deleted. */
  public boolean isLocked(Instant now) {
    return lock.filter(term -> term.until().isAfter(now)).isPresent();
  }
}
