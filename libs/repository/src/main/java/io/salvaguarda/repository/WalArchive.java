package io.salvaguarda.repository;

import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.PutResult;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The archived WAL of one source. Safe for use by several threads; several processes may archive
 * the same source at once. Keep one of it for each source: puts share its threads and its memory,
 * which are bounded, and what it knows of pruning. Closing it stops what is under way.
 *
 * <p>Every method may throw a {@link io.salvaguarda.repository.store.StoreException} (the store
 * failed; asking again is harmless) or a {@link RepositoryException}.
 */
public final class WalArchive implements AutoCloseable {

  /**
   * Archives a file. When this returns it is durable. What had arrived of it before is replaced.
   * Does not close the stream; reads no more than one byte more than expected.
   *
   * @param expectedBytes how long it must be
   * @throws RepositoryException.WalConflict when it is there with other bytes, which stay
   * @throws RepositoryException.WalForeign when another cluster is being archived for the source
   * @throws RepositoryException.WalTruncated when the stream has fewer or more bytes
   */
  public PutResult put(WalFile file, InputStream bytes, long expectedBytes) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Keeps the beginning of a segment, as far as it has arrived, in place of what was kept of it
   * before. Cheap when it has grown: what was stored of it already is not stored again. Does
   * nothing when the whole segment is there.
   *
   * @param file a segment
   * @param prefix its first bytes; left as it was
   * @param walSegmentBytes how long the segment will be
   * @throws RepositoryException.WalForeign when another cluster is being archived for the source
   */
  public void putPartial(WalFile file, ByteBuffer prefix, int walSegmentBytes) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Makes the cluster the one that is archived for the source, from now on and by everyone: a
   * source that was set up anew. What is there of others stays. The first cluster that archives a
   * file needs no adoption.
   */
  public void adopt(String systemId) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /** The cluster that is archived for the source; empty before its first file. */
  public Optional<String> current() throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * The file's bytes, each chunk proven before its first byte is given out. A segment of which only
   * the beginning has arrived is filled up with zeros to its size, as PostgreSQL wants it.
   *
   * @throws RepositoryException.NoSuchWal when it is not there
   */
  public InputStream open(WalFile file) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /** What is known of the file; the whole one, or else what has arrived of it. */
  public Optional<StoredWal> find(WalFile file) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * All files of a cluster by name; one listing, no document is read. A segment that is there whole
   * is not told as partial too.
   */
  public List<ListedWal> list(String systemId) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /** The clusters of which there may be files; the one that is archived now comes first. */
  public List<String> systemIds() throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * What is there without a gap. Reads one listing, the histories and what is partial.
   *
   * @param walSegmentBytes size of the cluster's segments
   */
  public WalContinuity continuity(String systemId, int walSegmentBytes) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Deletes what lies before a segment, on every timeline, oldest first; histories stay. What its
   * store keeps locked stays too. Chunks are left to prune.
   *
   * @param firstKept the name of the oldest segment that any backup needs; its timeline does not
   *     matter
   * @return how many files were deleted
   */
  public long deleteBefore(String systemId, String firstKept) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("to come");
  }
}
