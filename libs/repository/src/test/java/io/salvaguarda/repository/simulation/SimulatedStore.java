package io.salvaguarda.repository.simulation;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectKeys;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectLock.Mode;
import io.salvaguarda.repository.store.ObjectLock.Term;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store in memory that goes by simulated time, tells times in whole seconds as S3 does, and looks
 * after every change whether a manifest names a chunk that is not there.
 */
public final class SimulatedStore implements ObjectStore {

  /** How the store sees to it that a delete under a lease comes in time. */
  public sealed interface Fence {

    /** The object that ends the lease must not be there, and the one that began it must. */
    record ByObject() implements Fence {}

    /** By the store's clock, which may be that much behind the machines'. */
    record ByTime(Duration behind) implements Fence {}
  }

  /**
   * Chunks are locked when they are put, as in a bucket with object lock.
   *
   * @param period none at all when it is zero
   * @param told whether the store says so before it refuses to delete one
   */
  public record Locking(Duration period, boolean told) {
    public static final Locking NONE = new Locking(Duration.ZERO, false);
  }

  private record Stored(byte[] bytes, Instant modified, Instant lockedUntil) {}

  private record Late(String key, Lease lease) {}

  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private final List<Late> late = new ArrayList<>();
  private final ManifestWatch watch = new ManifestWatch();
  private final SimulatedClocks clocks;
  private final Fence fence;
  private final Locking locking;

  public SimulatedStore(SimulatedClocks clocks, Fence fence) {
    this(clocks, fence, Locking.NONE);
  }

  public SimulatedStore(SimulatedClocks clocks, Fence fence, Locking locking) {
    this.clocks = clocks;
    this.fence = fence;
    this.locking = locking;
  }

  @Override
  public synchronized void put(String key, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    Instant now = clocks.now();
    objects.put(
        ObjectKeys.requireKey(key),
        new Stored(copy, now.truncatedTo(ChronoUnit.SECONDS), lockFrom(key, now)));
    watch.put(key, copy, objects.keySet());
  }

  @Override
  public synchronized boolean putIfAbsent(String key, ByteBuffer bytes) {
    if (objects.containsKey(key)) {
      return false;
    }
    put(key, bytes);
    return true;
  }

  @Override
  public synchronized boolean replace(String key, byte[] expected, ByteBuffer bytes) {
    if (!holds(key, expected)) {
      return false;
    }
    put(key, bytes);
    return true;
  }

  private Instant lockFrom(String key, Instant now) {
    return key.startsWith("chunks/") ? now.plus(locking.period) : now;
  }

  private boolean holds(String key, byte[] expected) {
    Stored found = objects.get(key);
    return found != null && Arrays.equals(found.bytes, expected);
  }

  @Override
  public synchronized byte[] get(String key, int limit) throws StoreException {
    Stored found = objects.get(key);
    if (found == null) {
      throw new StoreException.NotFound(key);
    }
    return Arrays.copyOf(found.bytes, Math.min(limit, found.bytes.length));
  }

  @Override
  public synchronized Optional<ObjectStat> stat(String key) {
    return Optional.ofNullable(objects.get(key)).map(stored -> statOf(key, stored));
  }

  @Override
  public synchronized List<ObjectStat> list(String prefix) {
    List<ObjectStat> found = new ArrayList<>();
    objects.subMap(prefix, prefix + '\uffff').forEach((key, s) -> found.add(statOf(key, s)));
    return found;
  }

  private ObjectStat statOf(String key, Stored stored) {
    return new ObjectStat(
        key,
        stored.bytes.length,
        stored.modified,
        locking.told
            ? Optional.of(new Term(Mode.GOVERNANCE, stored.lockedUntil))
            : Optional.empty());
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return locking.period.isZero()
        ? Optional.empty()
        : Optional.of(new ObjectLock(Mode.GOVERNANCE, locking.period, key -> false));
  }

  @Override
  public synchronized boolean keepLocked(ObjectStat object) throws StoreException {
    Stored found = objects.get(object.key());
    if (found == null) {
      throw new StoreException.NotFound(object.key());
    }
    Instant until = lockFrom(object.key(), clocks.now());
    objects.put(object.key(), new Stored(found.bytes, found.modified, until));
    return true;
  }

  @Override
  public synchronized void delete(String key) {
    objects.remove(key);
    watch.deleted(key);
  }

  @Override
  public synchronized boolean delete(String key, Lease lease) throws StoreException {
    boolean inTime =
        switch (fence) {
          case Fence.ByObject byObject ->
              objects.containsKey(lease.heldBy()) && !objects.containsKey(lease.endedBy());
          case Fence.ByTime byTime -> clocks.now().isBefore(lease.until().plus(byTime.behind));
        };
    if (inTime) {
      requireNotLocked(key);
      delete(key);
    }
    return inTime;
  }

  private void requireNotLocked(String key) throws StoreException.Locked {
    Stored found = objects.get(key);
    if (found != null && found.lockedUntil.isAfter(clocks.now())) {
      throw new StoreException.Locked(key + " is locked", found.lockedUntil);
    }
  }

  /** The request is under way: {@link #land} lets it arrive. */
  synchronized void deleteLater(String key, Lease lease) {
    late.add(new Late(key, lease));
  }

  /** Requests that were thought lost arrive now. */
  synchronized void land() {
    for (Late request : late) {
      try {
        delete(request.key, request.lease);
      } catch (StoreException refused) {
        continue; // nobody hears the answer
      }
    }
    late.clear();
  }

  @Override
  public void close() {
    // holds nothing
  }
}
