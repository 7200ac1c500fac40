package io.salvaguarda.repository.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Asks again when the store is {@link StoreException.Unavailable}; every other failure passes at
 * once. Every operation may take effect although its reply was lost, so asking again must be
 * harmless: puts store the same bytes, and a conditional put recognises its own object.
 */
public final class RetryingObjectStore implements ObjectStore {

  private final ObjectStore store;
  private final Retries retries;

  public RetryingObjectStore(ObjectStore store, RetryPolicy policy) {
    this.store = store;
    this.retries = new Retries(policy);
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    retries.run(
        "put",
        key,
        tries -> {
          store.put(key, bytes);
          return null;
        });
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    return retries.run(
        "putIfAbsent",
        key,
        tries -> store.putIfAbsent(key, bytes) || (tries > 1 && isOurs(key, bytes)));
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    return retries.run(
        "replace",
        key,
        tries -> store.replace(key, expected, bytes) || (tries > 1 && isOurs(key, bytes)));
  }

  /** After a lost reply the key is taken by ourselves: the same bytes are there. */
  private boolean isOurs(String key, ByteBuffer bytes) throws StoreException {
    byte[] stored = store.get(key, bytes.remaining() + 1);
    return ByteBuffer.wrap(stored).equals(bytes);
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    return retries.run("get", key, tries -> store.get(key, limit));
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    return retries.run("stat", key, tries -> store.stat(key));
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    return retries.run("list", prefix, tries -> store.list(prefix));
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return store.objectLock();
  }

  @Override
  public boolean keepLocked(ObjectStat object) throws StoreException {
    return retries.run("keepLocked", object.key(), tries -> store.keepLocked(object));
  }

  @Override
  public void delete(String key) throws StoreException {
    retries.run(
        "delete",
        key,
        tries -> {
          store.delete(key);
          return null;
        });
  }

  /**
   * Is not asked again: the lost request may still come to take effect, and that the caller must
   * know.
   */
  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    return store.delete(key, lease);
  }

  @Override
  public void close() {
    store.close();
  }
}
