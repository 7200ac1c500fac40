package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.Cutter;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.prune.Prune;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * One backup being made: streams first, then {@link #commit}. Closing without a commit leaves
 * nothing but chunks that the next try reuses. Several threads may write a stream each at the same
 * time: they share what memory there is, which does not grow with the streams but for the chunk
 * ids.
 */
public final class BackupWriter implements AutoCloseable {

  private static final Pattern STREAM_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final SubKeys keys;
  private final BackupId id;
  private final Publication publication;
  private final Suspects suspects;
  private final ChunkUploads uploads;
  private final ChunkUploads.Scope scope;
  private final Set<ChunkId> seen = ConcurrentHashMap.newKeySet();
  private final Set<ChunkId> reliable = ConcurrentHashMap.newKeySet();

  // guarded by this; a name without a stream is one that has failed or has not ended
  private final List<BackedUpStream> streams = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean usable = true;

  BackupWriter(
      SubKeys keys,
      BackupId id,
      Publication publication,
      Suspects suspects,
      MarkedChunks marked,
      ChunkUploads uploads) {
    this.keys = keys;
    this.id = id;
    this.publication = publication;
    this.suspects = suspects;
    this.uploads = uploads;
    this.scope = new ChunkUploads.Scope(marked);
  }

  /** As the other {@code write}; an empty stream is refused. */
  public StreamSummary write(String streamName, InputStream in, Progress progress)
      throws IOException {
    return write(streamName, in, EmptyStreams.REFUSED, progress);
  }

  /** As the next {@code write}; cut by content. */
  public StreamSummary write(
      String streamName, InputStream in, EmptyStreams empty, Progress progress) throws IOException {
    return write(streamName, in, Cuts.CONTENT, empty, progress);
  }

  /**
   * Stores the whole stream. When this returns, each of its chunks is proven to be in the store, or
   * another stream that is being written has it. Does not close the stream.
   *
   * @param streamName unique in the backup; {@code [a-z0-9][a-z0-9._-]{0,99}}
   * @param in must throw at its end when its producer failed: then this throws the same, and the
   *     backup can not be committed any more
   * @param cuts where it is cut into chunks
   * @param progress plain bytes read, bytes newly stored
   * @throws RepositoryException.EmptyStream when it is empty and must not be
   */
  public StreamSummary write(
      String streamName, InputStream in, Cuts cuts, EmptyStreams empty, Progress progress)
      throws IOException {
    begin(streamName);
    BackedUpStream stream = store(streamName, cuts.of(in, keys.gear()), progress);
    if (empty == EmptyStreams.REFUSED && stream.summary().plainBytes() == 0) {
      throw new RepositoryException.EmptyStream(streamName);
    }
    end(stream);
    return stream.summary();
  }

  /**
   * Whether a backup may rely on these chunks as they are: they are in the store, no prune is about
   * to delete them, and no quarantined backup has them. Then {@link #adopt} takes their streams.
   */
  public boolean mayRelyOn(Collection<BackedUpStream> streams) throws IOException {
    Set<ChunkId> chunks = new HashSet<>();
    streams.forEach(stream -> chunks.addAll(stream.chunks()));
    if (chunks.stream().anyMatch(id -> suspects.contains(id) || scope.marked().contains(id))
        || !uploads.areStored(chunks)) {
      return false;
    }
    reliable.addAll(chunks);
    return true;
  }

  /**
   * Makes a stream of another backup one of this, under that name, without reading it.
   *
   * @throws IllegalStateException unless {@link #mayRelyOn} was asked for it
   */
  public void adopt(String streamName, BackedUpStream stream) {
    if (!reliable.containsAll(stream.chunks())) {
      throw new IllegalStateException("nobody knows that the chunks are there: " + streamName);
    }
    begin(streamName);
    StreamSummary there = stream.summary();
    end(
        new BackedUpStream(
            new StreamSummary(
                streamName, there.plainBytes(), there.storedBytes(), 0, there.chunks(), 0),
            stream.chunks()));
  }

  private synchronized void begin(String streamName) {
    requireUsable();
    if (!STREAM_NAME.matcher(streamName).matches() || !names.add(streamName)) {
      throw new IllegalArgumentException("not a stream name, or one that is taken: " + streamName);
    }
  }

  private synchronized void end(BackedUpStream stream) {
    streams.add(stream);
  }

  private synchronized void retire() {
    usable = false;
  }

  private BackedUpStream store(String streamName, Cutter cutter, Progress progress)
      throws IOException {
    ChunkUploads.Tally tally = uploads.new Tally(scope);
    StreamUpload upload = new StreamUpload(uploads, this::needOf, progress);
    StreamUpload.Uploaded uploaded = upload.run(cutter, tally);
    StreamSummary summary =
        new StreamSummary(
            streamName,
            uploaded.plainBytes(),
            tally.storedBytes(),
            tally.newBytes(),
            uploaded.chunks().size(),
            tally.newChunks());
    return new BackedUpStream(summary, uploaded.chunks());
  }

  private ChunkUploads.Need needOf(ChunkId chunkId) {
    if (!seen.add(chunkId)) {
      return ChunkUploads.Need.NONE;
    }
    return suspects.contains(chunkId) ? ChunkUploads.Need.ALWAYS : ChunkUploads.Need.UNLESS_STORED;
  }

  /**
   * Publishes the backup by writing its manifest, once: of two writers of the same backup one gets
   * {@link RepositoryException.BackupExists}.
   *
   * @throws RepositoryException.Refused when it took longer than {@link Prune#LONGEST_BACKUP}
   * @throws IllegalStateException when there is no stream, or one of them failed or has not ended
   */
  public synchronized Manifest commit(BackupFacts facts) throws IOException {
    requireUsable();
    if (streams.isEmpty()) {
      throw new IllegalStateException("a backup without a stream is none");
    }
    if (streams.size() < names.size()) {
      throw new IllegalStateException("a stream of " + id + " has failed or has not ended");
    }
    usable = false;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Manifest manifest =
        new Manifest(id, facts, now, streams, suspects.quarantined(), RootHash.of(streams));
    ByteBuffer file =
        SealedJson.seal(id.manifestKey(), ManifestDocument.toJson(manifest), keys.document());
    if (file.remaining() > ManifestDocument.LIMIT) {
      throw new IllegalStateException("manifest of " + file.remaining() + " bytes is too long");
    }
    if (!publication.publish(file)) {
      throw new RepositoryException.BackupExists(id);
    }
    return manifest;
  }

  private void requireUsable() {
    if (!usable) {
      throw new IllegalStateException("backup " + id + " is committed or closed");
    }
  }

  @Override
  public void close() {
    retire();
    uploads.close();
  }
}
