package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one who archives WAL may rely on for a while. To pruning it is one writer, as a backup is:
 * it reads the marks when it begins, relies only on chunks that it has put itself since, and
 * publishes nothing once it has lasted as long as the longest backup. It ends long before that, so
 * that what is marked now is known soon and not asked for with each segment.
 */
final class WalTerm {

  private static final Duration LENGTH = Duration.ofHours(1);

  /** Chunks it remembers: those of a few segments, and the one of zeros. */
  private static final int REMEMBERED = 1024;

  private final Stopwatch stopwatch;
  private final MarkedChunks marked;
  private final Presence.Recent presence;
  private final Map<ChunkId, Boolean> stored = new Remembered();

  private static final class Remembered extends LinkedHashMap<ChunkId, Boolean> {
    private static final long serialVersionUID = 1;

    Remembered() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ChunkId, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  private WalTerm(Stopwatch stopwatch, MarkedChunks marked, Presence.Recent presence) {
    this.stopwatch = stopwatch;
    this.marked = marked;
    this.presence = presence;
  }

  static WalTerm begin(ObjectStore store, SubKeys keys, Clocks clocks) throws IOException {
    Stopwatch stopwatch = clocks.start();
    MarkedChunks marked = MarkedChunks.read(store, new Documents(keys), clocks);
    return new WalTerm(stopwatch, marked, new Presence.Recent(store, clocks));
  }

  boolean isOver() {
    return stopwatch.elapsed().compareTo(LENGTH) > 0;
  }

  Stopwatch stopwatch() {
    return stopwatch;
  }

  Presence.Check presence() {
    return presence;
  }

  MarkedChunks marked() {
    return marked;
  }

  synchronized boolean hasStored(ChunkId id) {
    return stored.get(id) != null;
  }

  /** To be called when they are in the store. */
  synchronized void remember(List<ChunkId> ids) {
    ids.forEach(id -> stored.put(id, true));
  }
}
