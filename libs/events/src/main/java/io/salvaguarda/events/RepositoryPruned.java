package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Chunks of a repository that no backup needs were deleted or, when they were first seen so,
 * marked: those are deleted by a later prune if still no backup needs them.
 *
 * @param jobId the prune job
 * @param sourceId always "storage": a repository belongs to no source
 * @param repository the repository's key in salvaguarda.yaml
 * @param deletedChunks chunks that had been marked for the whole grace and are deleted
 * @param deletedBytes stored bytes that were freed
 * @param markedChunks chunks first seen in no backup
 * @param markedBytes their stored bytes
 * @param waitingChunks chunks marked before, whose grace is not over
 * @param waitingBytes their stored bytes
 * @param lockedChunks chunks marked for the whole grace that the store keeps locked for now; absent
 *     where it locks nothing
 * @param lockedBytes their stored bytes; absent where it locks nothing
 * @param renewedLocks objects whose locks were begun or extended, since backups that stay need
 *     them; absent where it locks nothing
 * @param sparedChunks chunks in no backup that are too new to be marked, or were marked and are
 *     wanted again
 * @param neededChunks chunks that backups need
 * @param neededBytes their stored bytes
 * @param startedAt when the last attempt began
 * @param completedAt when it ended
 */
@EventType("io.salvaguarda.repository.pruned.v1")
public record RepositoryPruned(
    UUID jobId,
    String sourceId,
    String repository,
    long deletedChunks,
    long deletedBytes,
    long markedChunks,
    long markedBytes,
    long waitingChunks,
    long waitingBytes,
    @OptionalField Long lockedChunks,
    @OptionalField Long lockedBytes,
    @OptionalField Long renewedLocks,
    long sparedChunks,
    long neededChunks,
    long neededBytes,
    Instant startedAt,
    Instant completedAt)
    implements StorageEvent {
  public RepositoryPruned {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(repository, "repository");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(completedAt, "completedAt");
  }
}
