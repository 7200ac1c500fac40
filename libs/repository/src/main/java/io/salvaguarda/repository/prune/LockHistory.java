package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lock's states, numbered: {@code prune/lock/<20 digits>.json}, of which the highest counts. So
 * it changes by a conditional put of a new object, the one condition that every store honours, and
 * a crash leaves nothing behind that blocks the next.
 */
final class LockHistory {

  private static final String FOLDER = "prune/lock/";
  private static final int LIMIT = 1024 * 1024;

  private final ObjectStore store;
  private final SealedDocuments documents;

  LockHistory(ObjectStore store, SealedDocuments documents) {
    this.store = store;
    this.documents = documents;
  }

  /**
   * @param number from 1
   * @param since when it was put, by the store's clock
   */
  record State(long number, Instant since, LockDocument document) {}

  /** The key of the state with this number. */
  static String key(long number) {
    return FOLDER + "%020d.json".formatted(number);
  }

  /** Empty when nobody has ever pruned. */
  Optional<State> current() throws IOException {
    while (true) {
      List<ObjectStat> states = store.list(FOLDER);
      if (states.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(read(states.getLast()));
      } catch (StoreException.NotFound e) {
        continue; // a newer one has come, and this was tidied away
      }
    }
  }

  private State read(ObjectStat object) throws IOException {
    LockDocument document =
        LockDocument.fromJson(documents.open(object.key(), store.get(object.key(), LIMIT)));
    return new State(numberOf(object.key()), object.modified(), document);
  }

  private static long numberOf(String key) throws IOException {
    try {
      return Long.parseLong(key.substring(FOLDER.length(), key.length() - ".json".length()));
    } catch (RuntimeException e) {
      throw new IOException(key + " is not a state of the lock", e);
    }
  }

  /**
   * Ends the state with this number by putting the next one. Of several who try one succeeds. The
   * highest is never removed, so whoever has been asleep since a lower one finds a higher.
   *
   * @return false when another state has ended it
   */
  boolean end(long number, LockDocument next) throws IOException {
    String key = key(number + 1);
    if (!store.putIfAbsent(key, ByteBuffer.wrap(documents.seal(key, next.toJson())))) {
      return false;
    }
    List<ObjectStat> states = store.list(FOLDER);
    if (!states.getLast().key().equals(key)) {
      return false;
    }
    // in ascending order: leases rely on it
    for (ObjectStat old : states.subList(0, states.size() - 1)) {
      store.delete(old.key());
    }
    return true;
  }
}
