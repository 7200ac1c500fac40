package io.salvaguarda.repository;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps sizes and forgets bytes, so that a test of memory measures ours and not a store's. */
final class NowhereStore implements ObjectStore {

  private final Map<String, Long> sizes = new ConcurrentHashMap<>();

  @Override
  public void put(String key, ByteBuffer bytes) {
    sizes.put(key, (long) bytes.remaining());
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) {
    return sizes.putIfAbsent(key, (long) bytes.remaining()) == null;
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) {
    throw new UnsupportedOperationException("it forgets what to compare with");
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    throw new StoreException.NotFound(key);
  }

  @Override
  public Optional<ObjectStat> stat(String key) {
    return Optional.ofNullable(sizes.get(key))
        .map(size -> new ObjectStat(key, size, Instant.EPOCH));
  }

  @Override
  public List<ObjectStat> list(String prefix) {
    return sizes.entrySet().stream()
        .filter(object -> object.getKey().startsWith(prefix))
        .map(object -> new ObjectStat(object.getKey(), object.getValue(), Instant.EPOCH))
        .toList();
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return Optional.empty();
  }

  @Override
  public boolean keepLocked(ObjectStat object) {
    return false;
  }

  @Override
  public void delete(String key) {
    sizes.remove(key);
  }

  @Override
  public boolean delete(String key, Lease lease) {
    throw new UnsupportedOperationException("it forgets leases");
  }

  @Override
  public void close() {
    // holds nothing
  }
}
