package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A prune job has failed for good. No backup has lost a chunk; what no backup needs takes up space
 * for longer.
 *
 * @param jobId the prune job; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param sourceId always "storage": a repository belongs to no source
 * @param repository the repository's key in salvaguarda.yaml
 * @param startedAt when the last attempt began, or the job was asked for
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.repository.prune-failed.v1")
public record RepositoryPruneFailed(
    UUID jobId,
    int attempt,
    String sourceId,
    String repository,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements StorageEvent {
  public RepositoryPruneFailed {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(repository, "repository");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
