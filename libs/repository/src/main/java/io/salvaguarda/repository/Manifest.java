package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup's description. What has no manifest does not exist.
 *
 * @param facts what its maker said
 * @param completedAt when it was published
 * @param streams in the order in which they were written
 * @param rewritten quarantined backups of the source whose chunks this one did not trust but stored
 *     again where it needed them
 * @param root SHA-256 over all streams and their chunk ids, hexadecimal
 */
public record Manifest(
    BackupId id,
    BackupFacts facts,
    Instant completedAt,
    List<BackedUpStream> streams,
    List<BackupId> rewritten,
    String root) {

  public Manifest {
    streams = List.copyOf(streams);
    rewritten = List.copyOf(rewritten);
  }

  /**
   * One stream of a backup.
   *
   * @param chunks its pieces in order; their plain bytes one after the other are the stream
   */
  public record BackedUpStream(StreamSummary summary, List<ChunkId> chunks) {
    public BackedUpStream {
      chunks = List.copyOf(chunks);
    }

    public String name() {
      return summary.name();
    }
  }

  public Optional<BackedUpStream> stream(String name) {
    return streams.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Bytes of all streams. */
  public long plainBytes() {
    return streams.stream().mapToLong(s -> s.summary().plainBytes()).sum();
  }

  /** Size of the chunk objects that the backup consists of. */
  public long storedBytes() {
    return streams.stream().mapToLong(s -> s.summary().storedBytes()).sum();
  }

  /** Size of the chunk objects that this backup had to store. */
  public long newBytes() {
    return streams.stream().mapToLong(s -> s.summary().newBytes()).sum();
  }

  /** Number of chunks, repetitions counted. */
  public long chunkCount() {
    return streams.stream().mapToLong(s -> s.summary().chunks()).sum();
  }

  /** Number of chunk objects that this backup had to store. */
  public long newChunks() {
    return streams.stream().mapToLong(s -> s.summary().newChunks()).sum();
  }
}
