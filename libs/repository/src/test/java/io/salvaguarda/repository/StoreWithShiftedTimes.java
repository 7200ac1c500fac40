package io.salvaguarda.repository;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A real store whose clock a test can set forward: it remembers how far at each put. */
final class StoreWithShiftedTimes implements ObjectStore {

  private final ObjectStore store;
  private final Map<String, Duration> shifts = new ConcurrentHashMap<>();
  private volatile Duration shift = Duration.ZERO;

  StoreWithShiftedTimes(ObjectStore store) {
    this.store = store;
  }

  void passed(Duration duration) {
    shift = shift.plus(duration);
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    store.put(key, bytes);
    shifts.put(key, shift);
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    return noted(key, store.putIfAbsent(key, bytes));
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    return noted(key, store.replace(key, expected, bytes));
  }

  private boolean noted(String key, boolean done) {
    if (done) {
      shifts.put(key, shift);
    }
    return done;
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    return store.get(key, limit);
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    return store.stat(key).map(this::shifted);
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    return store.list(prefix).stream().map(this::shifted).toList();
  }

  private ObjectStat shifted(ObjectStat stat) {
    Duration by = shifts.getOrDefault(stat.key(), Duration.ZERO);
    return new ObjectStat(
        stat.key(),
        stat.size(),
        stat.modified().plus(by),
        stat.lock().map(term -> moved(term, shift)));
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return store.objectLock();
  }

  @Override
  public boolean keepLocked(ObjectStat object) throws StoreException {
    return store.keepLocked(unshifted(object));
  }

  /** Locks go by the real store's own clock: what remains of one stays the same. */
  private ObjectStat unshifted(ObjectStat stat) {
    return new ObjectStat(
        stat.key(),
        stat.size(),
        stat.modified(),
        stat.lock().map(term -> moved(term, shift.negated())));
  }

  private static ObjectLock.Term moved(ObjectLock.Term term, Duration by) {
    return new ObjectLock.Term(term.mode(), term.until().plus(by));
  }

  @Override
  public void delete(String key) throws StoreException {
    store.delete(key);
  }

  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    return store.delete(
        key, new Lease(lease.heldBy(), lease.endedBy(), lease.until().minus(shift)));
  }

  @Override
  public void close() {
    store.close();
  }
}
