package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.LockHistory.State;
import io.salvaguarda.repository.store.Lease;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One pruner at a time. Whoever holds the lock does so for {@link #LEASE} since it last changed it;
 * another may take it over {@link #MARGIN} later.
 */
final class PruneLock {

  /** How long a holder may act on what it last wrote, by its own clocks. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /**
   * What the store's clock may differ from a pruner's, and more: S3 servers refuse requests whose
   * date is off by more than 15 minutes.
   */
  static final Duration MARGIN = Duration.ofMinutes(20);

  private final LockHistory history;
  private final Clocks clocks;
  private final String holder = UUID.randomUUID().toString();
  private long number;
  private boolean sweeping;

  private PruneLock(LockHistory history, Clocks clocks, long number) {
    this.history = history;
    this.clocks = clocks;
    this.number = number;
  }

  sealed interface Attempt {
    record Held(PruneLock lock) implements Attempt {}

    /** Someone else has it, and changed it last at that time of the store's clock. */
    record Busy(Instant since) implements Attempt {}
  }

  /**
   * @param storeNow by the store's clock, read before
   */
  static Attempt take(LockHistory history, Clocks clocks, Instant storeNow) throws IOException {
    Optional<State> current = history.current();
    if (current.filter(state -> isHeld(state, storeNow)).isPresent()) {
      return new Attempt.Busy(current.get().since());
    }
    PruneLock lock = new PruneLock(history, clocks, current.map(State::number).orElse(0L));
    return lock.change(Optional.of(lock.holder), Set.of())
        ? new Attempt.Held(lock)
        : new Attempt.Busy(storeNow);
  }

  private static boolean isHeld(State state, Instant storeNow) {
    return state.document().holder().isPresent()
        && storeNow.isBefore(state.since().plus(LEASE).plus(MARGIN));
  }

  /**
   * Says which chunks are about to be deleted, none to say that nothing is, and holds the lock for
   * another {@link #LEASE}.
   *
   * @throws Lost when somebody else has it
   */
  Lease declare(Set<ChunkId> chunks) throws IOException, Lost {
    Instant before = clocks.now();
    if (!change(Optional.of(holder), chunks)) {
      throw new Lost();
    }
    return new Lease(LockHistory.key(number), LockHistory.key(number + 1), before.plus(LEASE));
  }

  /** Lets go of it, unless chunks may still be being deleted: then it must run out. */
  void release() throws IOException {
    if (!sweeping) {
      change(Optional.empty(), Set.of());
    }
  }

  private boolean change(Optional<String> newHolder, Set<ChunkId> chunks) throws IOException {
    if (!history.end(number, new LockDocument(newHolder, chunks))) {
      return false;
    }
    number++;
    sweeping = !chunks.isEmpty();
    return true;
  }

  /** Somebody else has taken the lock over. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1;

    Lost() {
      super("another prune has taken over");
    }
  }
}
