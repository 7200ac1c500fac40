package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkFormat;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which chunks are stored. The first ones are asked for one by one; when it pays, one list of all
 * of them answers for the rest: once as much was spent on asking as the list is taken to cost. What
 * a list says is as good as what a single answer says: prune leaves alone for days what was not
 * marked when the writer began. Safe for use by several threads; of use for one backup, since what
 * others store later is not seen.
 */
final class StoredChunks {

  /** Asked for one by one before anything else is tried. */
  static final int FEW = 32;

  /**
   * The most that is listed, some 25 MB of memory by its objects' sizes. A repository that holds
   * more is only asked.
   */
  static final int MOST_LISTED = 200_000;

  /** Of a list, in objects: what S3 servers send at most. */
  private static final int PAGE = 1_000;

  /** What a page is taken to cost, in single answers: assumed, for it differs between servers. */
  private static final int ANSWERS_PER_PAGE = 8;

  private static final int SHARDS = 256;
  private static final String ALL = "chunks/";

  private final ObjectStore store;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean listing = new AtomicBoolean();
  private volatile long worthFrom = Long.MAX_VALUE;
  private volatile Map<ChunkId, Long> listed;

  StoredChunks(ObjectStore store) {
    this.store = store;
  }

  /**
   * The size of the chunk's object; empty when there is none, or one too short to be any chunk.
   * Where the store locks, the object is from now on locked as long as one that is put now.
   */
  Optional<Long> size(ChunkId id) throws StoreException {
    return sizeInStore(id).filter(bytes -> bytes > ChunkFormat.OVERHEAD);
  }

  private Optional<Long> sizeInStore(ChunkId id) throws StoreException {
    if (store.objectLock().isPresent()) {
      return sizeOfLocked(id); // a list tells no locks
    }
    long count = asked.incrementAndGet();
    if (count == FEW) {
      worthFrom = worthFrom(id);
    }
    if (count >= worthFrom && listing.compareAndSet(false, true)) {
      listed = list();
    }
    Map<ChunkId, Long> known = listed;
    return known == null
        ? store.stat(id.objectKey()).map(ObjectStat::size)
        : Optional.ofNullable(known.get(id));
  }

  private Optional<Long> sizeOfLocked(ChunkId id) throws StoreException {
    Optional<ObjectStat> stat = store.stat(id.objectKey());
    if (stat.isPresent()) {
      try {
        store.keepLocked(stat.get());
      } catch (StoreException.NotFound goneSince) {
        return Optional.empty();
      }
    }
    return stat.map(ObjectStat::size);
  }

  /** Names of chunks are evenly spread: one shard in 256 tells how many there are. */
  private long worthFrom(ChunkId any) throws StoreException {
    String key = any.objectKey();
    long all = (long) SHARDS * store.list(key.substring(0, key.lastIndexOf('/') + 1)).size();
    return all > MOST_LISTED ? Long.MAX_VALUE : (all / PAGE + 1) * ANSWERS_PER_PAGE;
  }

  private Map<ChunkId, Long> list() throws StoreException {
    List<ObjectStat> objects = store.list(ALL);
    Map<ChunkId, Long> sizes = HashMap.newHashMap(objects.size());
    for (ObjectStat object : objects) {
      ChunkId.ofObjectKey(object.key()).ifPresent(id -> sizes.put(id, object.size()));
    }
    return sizes;
  }
}
