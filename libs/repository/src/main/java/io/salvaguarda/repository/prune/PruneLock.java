package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One pruner at a time, by an object that changes by conditional writes only. Whoever holds it does
 * so for {@link #LEASE} since the last change; another may take it over {@link #MARGIN} later.
 */
final class PruneLock {

  /** How long a holder may act on what it last wrote, by its own clocks. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /**
   * What the store's clock may differ from a pruner's, and more: S3 servers refuse requests whose
   * date is off by more than 15 minutes.
   */
  static final Duration MARGIN = Duration.ofMinutes(20);

  private final ObjectStore store;
  private final SealedDocuments documents;
  private final Clocks clocks;
  private final String holder = UUID.randomUUID().toString();
  private LockDocument state;
  private byte[] bytes;
  private Instant changedAt;

  private PruneLock(ObjectStore store, SealedDocuments documents, Clocks clocks) {
    this.store = store;
    this.documents = documents;
    this.clocks = clocks;
  }

  sealed interface Attempt {
    record Held(PruneLock lock) implements Attempt {}

    /** Someone else has it, and changed it last at that time of the store's clock. */
    record Busy(Instant since) implements Attempt {}
  }

  /**
   * @param storeNow by the store's clock, read before
   */
  static Attempt take(ObjectStore store, SealedDocuments documents, Clocks clocks, Instant storeNow)
      throws IOException {
    PruneLock lock = new PruneLock(store, documents, clocks);
    Instant now = clocks.now();
    LockDocument first = new LockDocument(Optional.of(lock.holder), 1, Set.of());
    byte[] file = documents.seal(LockDocument.KEY, first.toJson());
    if (store.putIfAbsent(LockDocument.KEY, ByteBuffer.wrap(file))) {
      lock.changed(first, file, now);
      return new Attempt.Held(lock);
    }
    return lock.takeOver(storeNow);
  }

  /**
   * The bytes are read before their age, so that a renewal in between can only make them younger.
   */
  private Attempt takeOver(Instant storeNow) throws IOException {
    byte[] found = store.get(LockDocument.KEY, LockDocument.LIMIT);
    Instant since = store.stat(LockDocument.KEY).map(ObjectStat::modified).orElse(storeNow);
    LockDocument theirs = LockDocument.fromJson(documents.open(LockDocument.KEY, found));
    Instant over = since.plus(LEASE).plus(MARGIN);
    if (theirs.holder().isPresent() && storeNow.isBefore(over)) {
      return new Attempt.Busy(since);
    }
    state = theirs;
    bytes = found;
    return change(Optional.of(holder), Set.of()) ? new Attempt.Held(this) : new Attempt.Busy(since);
  }

  /**
   * Says which chunks are about to be deleted, none to say that nothing is, and holds the lock for
   * another {@link #LEASE}.
   *
   * @throws Lost when somebody else has it
   */
  Lease declare(Set<ChunkId> sweeping) throws IOException, Lost {
    if (!change(Optional.of(holder), sweeping)) {
      throw new Lost();
    }
    return new Lease(LockDocument.KEY, bytes, changedAt.plus(LEASE));
  }

  /** Lets go of it, unless chunks may still be being deleted: then it must run out. */
  void release() throws IOException {
    if (state.sweeping().isEmpty()) {
      change(Optional.empty(), Set.of());
    }
  }

  private boolean change(Optional<String> newHolder, Set<ChunkId> sweeping) throws StoreException {
    LockDocument next = new LockDocument(newHolder, state.sequence() + 1, sweeping);
    byte[] file = documents.seal(LockDocument.KEY, next.toJson());
    Instant now = clocks.now();
    if (!store.replace(LockDocument.KEY, bytes, ByteBuffer.wrap(file))) {
      return false;
    }
    changed(next, file, now);
    return true;
  }

  private void changed(LockDocument next, byte[] file, Instant before) {
    state = next;
    bytes = file;
    changedAt = before;
  }

  /** Somebody else has taken the lock over. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1;

    Lost() {
      super("another prune has taken over");
    }
  }
}
