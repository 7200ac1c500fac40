package io.salvaguarda.repository;

import io.salvaguarda.repository.WalChunks.Stored;
import io.salvaguarda.repository.chunk.FixedCutter;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.PutResult;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.TimelineHistory;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The archived WAL of one source. Safe for use by several threads; several processes may archive
 * the same source at once. Keep one of it for each source: it remembers what it has stored and what
 * it knows of pruning. Puts of all archives of one repository share its threads and its memory,
 * which are bounded.
 *
 * <p>Every method may throw a {@link StoreException} (the store failed; asking again is harmless)
 * or a {@link RepositoryException}.
 */
public final class WalArchive implements AutoCloseable {

  /**
   * Files are cut at such distances: with 1 MiB, a segment took almost twice the processor time,
   * most of it the S3 server's, for that many more requests; with 8 MiB hardly less.
   */
  static final int CUT = 4 * 1024 * 1024;

  private static final int TRIES = 3;

  private final ObjectStore store;
  private final SubKeys keys;
  private final Clocks clocks;
  private final WalKeys names;
  private final WalCluster cluster;
  private final WalListing listing;
  private final WalChunks chunks;
  private final WalArrivals arrivals;

  WalArchive(
      String sourceId, ObjectStore store, SubKeys keys, Clocks clocks, SharedUploads uploads) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
    this.names = new WalKeys(sourceId);
    this.cluster = new WalCluster(store, keys, clocks, names);
    this.listing = new WalListing(store, names);
    this.chunks = new WalChunks(store, keys, clocks, uploads);
    this.arrivals = new WalArrivals(store, keys, clocks, names, chunks);
  }

  /**
   * Archives a file. When this returns it is durable. Does not close the stream; reads at most one
   * byte more than expected.
   *
   * @param expectedBytes how long it must be; at least 1
   * @throws RepositoryException.WalConflict when it is there with other bytes, which stay
   * @throws RepositoryException.WalForeign when another cluster is being archived for the source
   * @throws RepositoryException.WalTruncated when the stream has fewer or more bytes
   */
  public PutResult put(WalFile file, InputStream bytes, long expectedBytes) throws IOException {
    if (expectedBytes < 1) {
      throw new IllegalArgumentException("no WAL file has " + expectedBytes + " bytes");
    }
    cluster.require(file);
    InputStream whole = new ExpectedBytes(bytes, file, expectedBytes);
    Stored stored = chunks.store(FixedCutter.every(CUT, whole));
    WalDocument document =
        new WalDocument(
            expectedBytes, stored.newBytes(), expectedBytes, clocks.now(), stored.chunks());
    PutResult result = publish(file, document, stored.term());
    arrivals.forget(file);
    return result;
  }

  private PutResult publish(WalFile file, WalDocument document, WalTerm term) throws IOException {
    String key = names.whole(file);
    Publication publication = new Publication(store, key, term.stopwatch(), term.presence());
    ByteBuffer sealed = document.seal(key, keys);
    for (int i = 0; i < TRIES; i++) {
      if (publication.publish(sealed)) {
        return PutResult.STORED;
      }
      try {
        if (WalDocument.read(store, key, keys).hasSameBytes(document)) {
          return PutResult.KNOWN;
        }
        throw new RepositoryException.WalConflict(file);
      } catch (RepositoryException.Damaged e) {
        publication.heal(sealed);
        return PutResult.STORED;
      } catch (StoreException.NotFound e) {
        continue; // it was deleted since
      }
    }
    throw new StoreException.Unavailable(key + " comes and goes");
  }

  /**
   * Keeps the beginning of a segment, as far as it has arrived. What is there of it only grows, so
   * a shorter one does nothing, and nor does one of a segment that is there whole. Cheap when the
   * segment has grown: what was stored of it is not stored again. Gone when the whole one is put.
   *
   * @param file a segment
   * @param prefix its first bytes; left as it was
   * @param walSegmentBytes how long the segment will be
   * @throws RepositoryException.WalForeign when another cluster is being archived for the source
   */
  public void putPartial(WalFile file, ByteBuffer prefix, int walSegmentBytes) throws IOException {
    if (file.kind() != WalFile.Kind.SEGMENT || prefix.remaining() > walSegmentBytes) {
      throw new IllegalArgumentException("not the beginning of a segment: " + file);
    }
    cluster.require(file);
    if (prefix.hasRemaining()) {
      arrivals.put(file, prefix, walSegmentBytes);
    }
  }

  /**
   * Makes the cluster the one that is archived for the source: it was set up anew. Others that
   * archive see it within a minute. What is there of earlier clusters stays. The first cluster that
   * archives a file needs no adoption.
   */
  public void adopt(String systemId) throws IOException {
    cluster.adopt(systemId);
  }

  /** The cluster that is archived for the source; empty before its first file. */
  public Optional<String> current() throws IOException {
    return cluster.systemIds().stream().findFirst();
  }

  /** The clusters that were archived; the one that is archived now comes first. */
  public List<String> systemIds() throws IOException {
    try {
      List<String> known = cluster.systemIds();
      return known.isEmpty() ? listing.systemIds() : known;
    } catch (RepositoryException.Damaged e) {
      return listing.systemIds();
    }
  }

  /**
   * The file's bytes, each chunk proven before its first byte is given out. A segment of which only
   * the beginning has arrived is filled up with zeros to its size, as PostgreSQL wants it.
   *
   * @throws RepositoryException.NoSuchWal when it is not there
   */
  public InputStream open(WalFile file) throws IOException {
    Found found = look(file).orElseThrow(() -> new RepositoryException.NoSuchWal(file));
    WalDocument document = found.document;
    InputStream stored =
        new ChunkInputStream(store, keys, document.chunks(), document.plainBytes(), found.key, 1);
    long missing = document.fileBytes() - document.plainBytes();
    return missing == 0 ? stored : new SequenceInputStream(stored, new Zeros(missing));
  }

  /** What is known of the file; the whole one, or else what has arrived of it. */
  public Optional<StoredWal> find(WalFile file) throws IOException {
    return look(file).map(found -> found.document.of(file, !found.document.isWhole()));
  }

  private record Found(String key, WalDocument document) {}

  private Optional<Found> look(WalFile file) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        String key = names.whole(file);
        return Optional.of(new Found(key, WalDocument.read(store, key, keys)));
      } catch (StoreException.NotFound notWhole) {
        TreeMap<Integer, String> arrived = arrivals.documentsOf(file);
        if (arrived.isEmpty()) {
          Presence.requireRepository(store);
          return Optional.empty();
        }
        Optional<Found> longest = read(arrived.lastEntry().getValue());
        if (longest.isPresent()) {
          return longest;
        }
      }
    }
    throw new StoreException.Unavailable(file + " keeps growing");
  }

  private Optional<Found> read(String key) throws IOException {
    try {
      return Optional.of(new Found(key, WalDocument.read(store, key, keys)));
    } catch (StoreException.NotFound e) {
      return Optional.empty(); // it has grown since
    }
  }

  /**
   * All files of a cluster by name; one listing, no document is read. Each is told once: whole, or
   * as far as it has arrived.
   */
  public List<ListedWal> list(String systemId) throws IOException {
    return listing.files(systemId);
  }

  /**
   * What is there without a gap. Reads one listing, and the histories.
   *
   * @param walSegmentBytes size of the cluster's segments
   */
  public WalContinuity continuity(String systemId, int walSegmentBytes) throws IOException {
    List<ListedWal> files = list(systemId);
    Map<Integer, TimelineHistory> histories = new HashMap<>();
    for (ListedWal listed : files) {
      if (listed.file().kind() == WalFile.Kind.HISTORY) {
        history(listed.file()).ifPresent(h -> histories.put(listed.file().timeline(), h));
      }
    }
    return WalContinuity.of(systemId, walSegmentBytes, files, histories);
  }

  /** One that is damaged is as good as none; who checks the repository is told. */
  private Optional<TimelineHistory> history(WalFile file) throws IOException {
    try (InputStream in = open(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(TimelineHistory.parse(text));
    } catch (RepositoryException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes what lies before a segment, on every timeline, oldest first; histories stay. What its
   * store keeps locked stays too. Chunks are left to prune.
   *
   * @param firstKept the name of the oldest segment that any backup needs; its timeline does not
   *     matter
   * @return how many documents were deleted
   */
  public long deleteBefore(String systemId, String firstKept) throws IOException {
    if (new WalFile(systemId, firstKept).kind() != WalFile.Kind.SEGMENT) {
      throw new IllegalArgumentException("not a segment: " + firstKept);
    }
    return listing.deleteBefore(systemId, firstKept);
  }

  /** Reading goes on to work. */
  @Override
  public void close() {
    chunks.close();
  }
}
