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
 * Writes a manifest, the last step of a backup or of its copy. Whoever takes longer than the
 * longest backup may have relied on chunks that a prune has deleted meanwhile, and is refused. That
 * is looked at once more afterwards: this may have been stopped in between.
 *
 * @param stopwatch started before anything in the store was relied on
 */
record Publication(ObjectStore store, BackupId id, Stopwatch stopwatch) {

  void publish(ByteBuffer manifest) throws IOException {
    Presence.requireRepository(store);
    requireInTime();
    if (!store.putIfAbsent(id.manifestKey(), manifest)) {
      throw new RepositoryException.BackupExists(id);
    }
    try {
      requireInTime();
    } catch (RepositoryException.Refused late) {
      store.delete(id.manifestKey());
      throw late;
    }
    lock();
  }

  /** Not by the put itself: what was too late could not be withdrawn. */
  private void lock() throws StoreException {
    if (store.objectLock().isEmpty()) {
      return;
    }
    try {
      Optional<ObjectStat> manifest = store.stat(id.manifestKey());
      if (manifest.isPresent()) {
        store.keepLocked(manifest.get());
      }
    } catch (StoreException.NotFound e) {
      return; // it was published, and somebody has deleted it since
    }
  }

  private void requireInTime() throws RepositoryException.Refused {
    if (stopwatch.elapsed().compareTo(Prune.LONGEST_BACKUP) > 0) {
      throw new RepositoryException.Refused(
          "backup " + id + " took longer than " + Prune.LONGEST_BACKUP.toDays() + " days");
    }
  }
}
