package io.salvaguarda.repository.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A flat map from keys to immutable byte strings. Safe for use by several threads. An object is
 * seen whole or not at all, and is durable when its put returns. Keys are checked by {@link
 * ObjectKeys}.
 */
public interface ObjectStore extends AutoCloseable {

  /** Stores the buffer's remaining bytes, replacing what is there. The buffer is left as it was. */
  void put(String key, ByteBuffer bytes) throws StoreException;

  /**
   * Stores the buffer's remaining bytes unless the key is taken. Of several racing writers exactly
   * one gets {@code true}. The buffer is left as it was.
   *
   * @return false when the key was taken, whose object is then untouched
   */
  boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException;

  /**
   * Replaces the object by the buffer's remaining bytes if it still has the expected ones. Of
   * several racing replacers that expect the same bytes exactly one gets {@code true}. The buffer
   * is left as it was.
   *
   * @return false when the object is another or gone, and so untouched
   */
  boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException;

  /**
   * The object's bytes, or its first {@code limit} bytes when it is longer. A download that ends
   * early is {@link StoreException.Unavailable}, never a shorter array.
   *
   * @throws StoreException.NotFound when there is no such object
   */
  byte[] get(String key, int limit) throws StoreException;

  /** What is known of the object without reading it; empty when there is no such object. */
  Optional<ObjectStat> stat(String key) throws StoreException;

  /** All objects whose key begins with the prefix, in ascending order of keys. */
  List<ObjectStat> list(String prefix) throws StoreException;

  /** What this store is told to lock; empty: nothing. */
  Optional<ObjectLock> objectLock();

  /**
   * Sees to it that the object, which is there, is locked for about as long as if it had been
   * locked now. Sends nothing when that is so already, or when the store is told to lock nothing.
   *
   * @param object as {@link #stat} just told it
   * @return whether its lock was begun or extended
   * @throws StoreException.NotFound when the object is gone
   */
  boolean keepLocked(ObjectStat object) throws StoreException;

  /**
   * Removes the object; no failure when there is none. Where the store is told to lock, it removes
   * every version of it.
   *
   * @throws StoreException.Locked when it is locked; then it is there as before
   */
  void delete(String key) throws StoreException;

  /**
   * Removes the object, if it is there, while the lease is held. A caller that was stopped for days
   * just before its request does no harm: the store itself refuses what comes too late. A bucket
   * goes by its own clock; a directory looks for the object that ends the lease, too, in one step.
   *
   * @return false when the lease is over, and the object is there as before
   * @throws StoreException.Locked when it is locked; then it is there as before
   * @throws StoreException.Unavailable when it is not known whether the object was removed; then it
   *     still may be, until the lease is over
   */
  boolean delete(String key, Lease lease) throws StoreException;

  @Override
  void close();
}
