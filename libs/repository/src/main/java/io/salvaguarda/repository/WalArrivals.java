package io.salvaguarda.repository;

import io.salvaguarda.repository.WalChunks.Stored;
import io.salvaguarda.repository.chunk.FixedCutter;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has arrived of segments that are not whole yet. Each time a segment has grown, only what is
 * new of it is put, as a piece of its own, until a chunk's worth is together.
 */
final class WalArrivals {

  /** Pieces of one chunk's worth; more are put together. */
  private static final int PIECES = 64;

  private final ObjectStore store;
  private final SubKeys keys;
  private final Clocks clocks;
  private final WalKeys names;
  private final WalChunks chunks;

  // guarded by this: one who archives a source grows one segment at a time, or one of each timeline
  private final Map<WalFile, Arrival> arrivals = new HashMap<>();

  WalArrivals(ObjectStore store, SubKeys keys, Clocks clocks, WalKeys names, WalChunks chunks) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
    this.names = names;
    this.chunks = chunks;
  }

  /** What is in the store of one segment; by its length, and how the longest was cut. */
  private static final class Arrival {
    private final TreeMap<Integer, String> documents = new TreeMap<>();
    private List<Integer> lengths = List.of();

    int longest() {
      return documents.isEmpty() ? 0 : documents.lastKey();
    }
  }

  /** What has arrived, by its length. */
  TreeMap<Integer, String> documentsOf(WalFile file) throws IOException {
    TreeMap<Integer, String> documents = new TreeMap<>();
    for (ObjectStat object : store.list(names.arriving(file))) {
      Optional<WalKeys.Document> document = WalKeys.documentOf(object);
      document.ifPresent(d -> documents.put(d.listed().arrivedBytes().orElseThrow(), d.key()));
    }
    return documents;
  }

  synchronized void put(WalFile file, ByteBuffer prefix, int walSegmentBytes) throws IOException {
    int length = prefix.remaining();
    Arrival arrival = arrivals.get(file);
    if (arrival == null) {
      arrival = new Arrival();
      arrival.documents.putAll(documentsOf(file));
      arrivals.put(file, arrival);
    }
    if (arrival.longest() >= length || store.stat(names.whole(file)).isPresent()) {
      return;
    }
    List<Integer> lengths = cut(arrival.lengths, length);
    Stored stored = chunks.store(FixedCutter.of(lengths, stream(prefix)));
    WalDocument document =
        new WalDocument(length, stored.newBytes(), walSegmentBytes, clocks.now(), stored.chunks());
    String key = names.arrived(file, length);
    WalTerm term = stored.term();
    new Publication(store, key, term.stopwatch(), term.presence())
        .publishForNow(document.seal(key, keys));
    arrival.documents.put(length, key);
    arrival.lengths = lengths;
    removeShorter(arrival);
  }

  private void removeShorter(Arrival arrival) throws IOException {
    while (arrival.documents.size() > 1) {
      store.delete(arrival.documents.firstEntry().getValue());
      arrival.documents.pollFirstEntry();
    }
  }

  /**
   * Whole chunks as the whole file will have them, then pieces as before and one for the rest.
   *
   * @param before how a shorter prefix was cut
   */
  private static List<Integer> cut(List<Integer> before, int length) {
    List<Integer> lengths = new ArrayList<>();
    int at = 0;
    for (; at + WalArchive.CUT <= length; at += WalArchive.CUT) {
      lengths.add(WalArchive.CUT);
    }
    int whole = lengths.size();
    int past = 0;
    for (int piece : before) {
      if (past >= at) {
        lengths.add(piece);
        at += piece;
      }
      past += piece;
    }
    if (lengths.size() - whole >= PIECES) {
      return cut(List.of(), length);
    }
    if (length > at) {
      lengths.add(length - at);
    }
    return lengths;
  }

  /** To be called when the whole segment is there. */
  synchronized void forget(WalFile file) throws IOException {
    Arrival arrival = arrivals.remove(file);
    if (arrival != null) {
      for (String key : arrival.documents.values()) {
        store.delete(key);
      }
    }
  }

  private static InputStream stream(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      int from = buffer.arrayOffset() + buffer.position();
      return new ByteArrayInputStream(buffer.array(), from, buffer.remaining());
    }
    ByteBuffer rest = buffer.duplicate();
    return new InputStream() {
      @Override
      public int read() {
        return rest.hasRemaining() ? rest.get() & 0xff : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int count = Math.min(length, rest.remaining());
        rest.get(target, offset, count);
        return count == 0 && length > 0 ? -1 : count;
      }
    };
  }
}
