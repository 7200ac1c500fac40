package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.ChunkNamer;
import io.salvaguarda.repository.chunk.StreamCutter;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Prune;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One backup being made: streams first, then {@link #commit}. Closing without a commit leaves
 * nothing but chunks that the next try reuses. One thread at a time; memory use does not grow with
 * the streams but for the chunk ids.
 */
public final class BackupWriter implements AutoCloseable {

  private static final Pattern STREAM_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final SubKeys keys;
  private final BackupId id;
  private final Publication publication;
  private final Suspects suspects;
  private final ChunkUploads uploads;
  private final ChunkNamer namer;
  private final Set<ChunkId> seen = new HashSet<>();
  private final List<BackedUpStream> streams = new ArrayList<>();
  private boolean usable = true;

  BackupWriter(SubKeys keys, Publication publication, Suspects suspects, ChunkUploads uploads) {
    this.keys = keys;
    this.id = publication.id();
    this.publication = publication;
    this.suspects = suspects;
    this.uploads = uploads;
    this.namer = new ChunkNamer(keys.chunkId());
  }

  /** As the other {@code write}; an empty stream is refused. */
  public StreamSummary write(String streamName, InputStream in, Progress progress)
      throws IOException {
    return write(streamName, in, EmptyStreams.REFUSED, progress);
  }

  /**
   * Stores the whole stream. When this returns, each of its chunks is proven to be in the store.
   * Does not close the stream.
   *
   * @param streamName unique in the backup; {@code [a-z0-9][a-z0-9._-]{0,99}}
   * @param in must throw at its end when its producer failed: then this throws the same, and the
   *     backup can not be committed any more
   * @param progress plain bytes read, bytes newly stored
   * @throws RepositoryException.EmptyStream when it is empty and must not be
   */
  public StreamSummary write(
      String streamName, InputStream in, EmptyStreams empty, Progress progress) throws IOException {
    requireUsable();
    if (!STREAM_NAME.matcher(streamName).matches()
        || streams.stream().anyMatch(s -> s.name().equals(streamName))) {
      throw new IllegalArgumentException("not a stream name, or one that is taken: " + streamName);
    }
    usable = false;
    BackedUpStream stream = store(streamName, in, progress);
    if (empty == EmptyStreams.REFUSED && stream.summary().plainBytes() == 0) {
      throw new RepositoryException.EmptyStream(streamName);
    }
    streams.add(stream);
    usable = true;
    return stream.summary();
  }

  private BackedUpStream store(String streamName, InputStream in, Progress progress)
      throws IOException {
    long storedBefore = uploads.storedBytes();
    long newBytesBefore = uploads.newBytes();
    long newChunksBefore = uploads.newChunks();
    List<ChunkId> ids = new ArrayList<>();
    StreamCutter cutter = new StreamCutter(in, keys.gear());
    long plainBytes = 0;
    for (ChunkBuffer chunk = uploads.lease(); ; chunk = uploads.lease()) {
      if (!cutter.next(chunk)) {
        uploads.release(chunk);
        break;
      }
      plainBytes += chunk.length();
      ids.add(take(chunk));
      progress.at(plainBytes, uploads.newBytes() - newBytesBefore);
    }
    uploads.awaitAll();
    progress.at(plainBytes, uploads.newBytes() - newBytesBefore);
    StreamSummary summary =
        new StreamSummary(
            streamName,
            plainBytes,
            uploads.storedBytes() - storedBefore,
            uploads.newBytes() - newBytesBefore,
            ids.size(),
            uploads.newChunks() - newChunksBefore);
    return new BackedUpStream(summary, ids);
  }

  private ChunkId take(ChunkBuffer chunk) {
    ChunkId chunkId = namer.nameOf(chunk);
    if (seen.add(chunkId)) {
      uploads.store(chunkId, chunk, !suspects.contains(chunkId));
    } else {
      uploads.release(chunk);
    }
    return chunkId;
  }

  /**
   * Publishes the backup by writing its manifest, once: of two writers of the same backup one gets
   * {@link RepositoryException.BackupExists}.
   *
   * @throws RepositoryException.Refused when it took longer than {@link Prune#LONGEST_BACKUP}
   * @throws IllegalStateException when there is no stream, or one of them failed
   */
  public Manifest commit(BackupFacts facts) throws IOException {
    requireUsable();
    if (streams.isEmpty()) {
      throw new IllegalStateException("a backup without a stream is none");
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
    publication.publish(file);
    return manifest;
  }

  private void requireUsable() {
    if (!usable) {
      throw new IllegalStateException("backup " + id + " has failed or is committed");
    }
  }

  @Override
  public void close() {
    usable = false;
    uploads.close();
  }
}
