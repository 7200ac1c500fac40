package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.PruneLock.Attempt;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes chunks that no backup needs: first marks them, and a grace later deletes those that are
 * still marked and still not needed. Each run does both: it sweeps what earlier runs marked and
 * marks what is new. Safe at any time and from any number of machines, whatever else is under way.
 * Deletes nothing when a single backup cannot be read.
 */
public final class Prune {

  /** A backup that takes longer is refused by its own writer. */
  public static final Duration LONGEST_BACKUP = Duration.ofDays(6);

  /**
   * No grace is shorter: the longest backup, and a day for requests and pauses that nobody
   * foresees. A restore or verification that began before its backup was deleted has so long too.
   */
  public static final Duration SHORTEST_GRACE = LONGEST_BACKUP.plusDays(1);

  /**
   * A chunk is not marked before its object is so old, so that one that is stored again after the
   * mark is known by its time, although stores tell that in seconds.
   */
  static final Duration SETTLED = Duration.ofHours(1);

  private static final String CLOCK = "prune/clock";

  private final ObjectStore store;
  private final SealedDocuments documents;
  private final References references;
  private final Clocks clocks;
  private final Marks marks;

  public Prune(ObjectStore store, SealedDocuments documents, References references, Clocks clocks) {
    this.store = store;
    this.documents = documents;
    this.references = references;
    this.clocks = clocks;
    this.marks = new Marks(store, documents);
  }

  /**
   * @param grace how long a chunk must have been marked; at least {@link #SHORTEST_GRACE}
   * @throws IOException when the store failed or a backup cannot be read; running again is safe
   */
  public PruneOutcome run(Duration grace, PruneObserver observer) throws IOException {
    requireLongEnough(grace);
    Instant now = storeTime();
    return switch (PruneLock.take(new LockHistory(store, documents), clocks, now)) {
      case Attempt.Busy busy -> new PruneOutcome.Busy(busy.since());
      case Attempt.Held held -> run(held.lock(), now, grace, new Ledger(observer));
    };
  }

  private PruneOutcome run(PruneLock lock, Instant now, Duration grace, Ledger ledger)
      throws IOException {
    try {
      List<MarkList> lists = marks.read();
      Set<ChunkId> needed = references.read();
      Sweep sweep = new Sweep(store, lock, needed, ledger, clocks);
      for (MarkList list : lists) {
        if (isDue(list, now, grace)) {
          sweep.run(list);
          marks.remove(list);
        }
      }
      lock.declare(Set.of());
      marks.write(unmarked(lists, needed, now, grace, ledger), clocks.now());
      return new PruneOutcome.Done(ledger.report());
    } catch (PruneLock.Lost e) {
      return new PruneOutcome.TakenOver(ledger.report());
    } finally {
      release(lock);
    }
  }

  /** A lock that cannot be let go of runs out. */
  private static void release(PruneLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      System.getLogger(Prune.class.getName())
          .log(System.Logger.Level.WARNING, "event=prune_lock_kept reason={0}", e.getMessage());
    }
  }

  /**
   * Tells what {@link #run} would do now, without changing anything. {@link Fate#STORED_AGAIN} and
   * {@link Fate#GONE} are told as far as they can be seen.
   */
  public PruneReport dryRun(Duration grace, PruneObserver observer) throws IOException {
    requireLongEnough(grace);
    Ledger ledger = new Ledger(observer);
    Instant now = clocks.now();
    List<MarkList> lists = marks.read();
    Set<ChunkId> needed = references.read();
    for (MarkList list : lists) {
      if (isDue(list, now, grace)) {
        for (MarkedChunk chunk : list.chunks()) {
          ledger.note(chunk, foreseen(chunk, needed, now), list);
        }
      }
    }
    unmarked(lists, needed, now, grace, ledger);
    return ledger.report();
  }

  private Fate foreseen(MarkedChunk chunk, Set<ChunkId> needed, Instant now) throws StoreException {
    if (needed.contains(chunk.id())) {
      return Fate.NEEDED_AGAIN;
    }
    Optional<ObjectStat> stat = store.stat(chunk.id().objectKey());
    if (stat.isEmpty()) {
      return Fate.GONE;
    }
    if (!stat.get().modified().equals(chunk.modified())) {
      return Fate.STORED_AGAIN;
    }
    return stat.get().isLocked(now) ? Fate.LOCKED : Fate.DELETED;
  }

  /**
   * The first phase: what is needed by no backup and on no list that stays, and what was swept in
   * vain since it is locked: its list is done with, so its grace begins again.
   */
  private List<MarkedChunk> unmarked(
      List<MarkList> lists, Set<ChunkId> needed, Instant now, Duration grace, Ledger ledger)
      throws StoreException {
    Set<ChunkId> listed = new HashSet<>();
    for (MarkList list : lists) {
      list.chunks().forEach(chunk -> listed.add(chunk.id()));
      if (!isDue(list, now, grace)) {
        list.chunks().stream()
            .filter(chunk -> !needed.contains(chunk.id()))
            .forEach(chunk -> ledger.note(chunk, Fate.WAITING, list));
      }
    }
    Set<ChunkId> locked = ledger.locked();
    List<MarkedChunk> found = new ArrayList<>();
    for (ObjectStat object : store.list("chunks/")) {
      Optional<ChunkId> id = ChunkId.ofObjectKey(object.key());
      if (id.isEmpty()) {
        continue; // no chunk's name: not ours to delete
      }
      if (needed.contains(id.get())) {
        ledger.needed(object.size());
      } else if (locked.contains(id.get()) || !listed.contains(id.get())) {
        boolean young = object.modified().isAfter(now.minus(SETTLED));
        if (!young) {
          found.add(new MarkedChunk(id.get(), object.size(), object.modified()));
        }
        if (!locked.contains(id.get())) { // what it met is told already
          ledger.note(id.get(), object.size(), young ? Fate.YOUNG : Fate.MARKED, Optional.empty());
        }
      }
    }
    return found;
  }

  private boolean isDue(MarkList list, Instant now, Duration grace) {
    return list.age(now, clocks.now()).compareTo(grace) >= 0;
  }

  private static void requireLongEnough(Duration grace) {
    if (grace.compareTo(SHORTEST_GRACE) < 0) {
      throw new IllegalArgumentException("a grace of at least " + SHORTEST_GRACE + " is needed");
    }
  }

  /** The store's clock, told by an object that was put just now. */
  private Instant storeTime() throws StoreException {
    store.put(CLOCK, ByteBuffer.allocate(1));
    return store
        .stat(CLOCK)
        .map(ObjectStat::modified)
        .orElseThrow(() -> new StoreException.Unavailable("what was put just now is not there"));
  }
}
