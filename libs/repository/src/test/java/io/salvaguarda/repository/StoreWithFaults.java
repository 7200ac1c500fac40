package io.salvaguarda.repository;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A real store to which a test can do harm on the way. */
class StoreWithFaults implements ObjectStore {

  private final ObjectStore store;

  /** Called before each operation; may throw, or wait. */
  volatile Before before = (operation, key) -> {};

  /** Called with what was read; may change it. */
  volatile AfterGet afterGet = (key, bytes) -> {};

  interface Before {
    void accept(String operation, String key) throws StoreException;
  }

  interface AfterGet {
    void accept(String key, byte[] bytes);
  }

  StoreWithFaults(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    before.accept("put", key);
    store.put(key, bytes);
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    before.accept("putIfAbsent", key);
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    before.accept("replace", key);
    return store.replace(key, expected, bytes);
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    before.accept("get", key);
    byte[] bytes = store.get(key, limit);
    afterGet.accept(key, bytes);
    return bytes;
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    before.accept("stat", key);
    return store.stat(key);
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    before.accept("list", prefix);
    return store.list(prefix);
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return store.objectLock();
  }

  @Override
  public boolean keepLocked(ObjectStat object) throws StoreException {
    before.accept("keepLocked", object.key());
    return store.keepLocked(object);
  }

  @Override
  public void delete(String key) throws StoreException {
    before.accept("delete", key);
    store.delete(key);
  }

  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    before.accept("delete", key);
    return store.delete(key, lease);
  }

  @Override
  public void close() {
    store.close();
  }
}
