package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Every backup of a repository that is worth copying is in its copy, each chunk proven on arrival.
 *
 * @param jobId the copy job
 * @param sourceId always "storage": a repository belongs to no source
 * @param from the key in salvaguarda.yaml of the repository that was copied
 * @param to the key in salvaguarda.yaml of the repository that holds the copy
 * @param backups backups that were copied by the last attempt
 * @param alreadyThere backups that the copy had before
 * @param leftOut backups that are quarantined, or were deleted meanwhile
 * @param newChunks chunks that were not in the copy
 * @param newBytes their stored bytes
 * @param startedAt when the last attempt began
 * @param completedAt when it ended
 */
@EventType("io.salvaguarda.repository.copied.v1")
public record RepositoryCopied(
    UUID jobId,
    String sourceId,
    String from,
    String to,
    int backups,
    int alreadyThere,
    int leftOut,
    long newChunks,
    long newBytes,
    Instant startedAt,
    Instant completedAt)
    implements StorageEvent {
  public RepositoryCopied {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(completedAt, "completedAt");
  }
}
