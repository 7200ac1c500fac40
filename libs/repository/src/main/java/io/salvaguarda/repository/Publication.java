package io.salvaguarda.repository;

import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes the document that names chunks, the last step of a backup, of its copy, or of archiving
 * WAL. Whoever takes longer than the longest backup may have relied on chunks that a prune has
 * deleted meanwhile, and is refused. That is looked at once more afterwards: this may have been
 * stopped in between.
 *
 * @param key the document's
 * @param stopwatch started before anything in the store was relied on
 */
record Publication(ObjectStore store, String key, Stopwatch stopwatch, Presence.Check presence) {

  Publication(ObjectStore store, String key, Stopwatch stopwatch) {
    this(store, key, stopwatch, () -> Presence.requireRepository(store));
  }

  /**
   * @return false when there is such a document; it is untouched
   * @throws RepositoryException.Refused when it is too late
   */
  boolean publish(ByteBuffer document) throws IOException {
    boolean published = publishForNow(document);
    if (published) {
      lock();
    }
    return published;
  }

  /** As {@link #publish}, but it is never locked: it is to be replaced soon. */
  boolean publishForNow(ByteBuffer document) throws IOException {
    presence.run();
    requireInTime();
    if (!store.putIfAbsent(key, document)) {
      return false;
    }
    try {
      requireInTime();
    } catch (RepositoryException.Refused late) {
      store.delete(key);
      throw late;
    }
    return true;
  }

  /** Writes over a document that is damaged, and so of no use to anyone. */
  void heal(ByteBuffer document) throws IOException {
    requireInTime();
    store.put(key, document);
    lock();
  }

  /** Not by the put itself: what was too late could not be withdrawn. */
  private void lock() throws StoreException {
    if (store.objectLock().isEmpty()) {
      return;
    }
    try {
      Optional<ObjectStat> document = store.stat(key);
      if (document.isPresent()) {
        store.keepLocked(document.get());
      }
    } catch (StoreException.NotFound e) {
      return; // it was published, and somebody has deleted it since
    }
  }

  private void requireInTime() throws RepositoryException.Refused {
    if (stopwatch.elapsed().compareTo(Prune.LONGEST_BACKUP) > 0) {
      throw new RepositoryException.Refused(
          "what " + key + " needs took longer than " + Prune.LONGEST_BACKUP.toDays() + " days");
    }
  }
}
