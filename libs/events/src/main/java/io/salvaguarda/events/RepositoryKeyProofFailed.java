package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A key that was to be proven does not open its repository, or that could not be tried, for good.
 *
 * @param jobId the job that tried; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param sourceId always "storage": a repository belongs to no source
 * @param repository the repository's key in salvaguarda.yaml
 * @param startedAt when the last attempt began, or the job was asked for
 * @param failedAt when it failed
 * @param failure what went wrong and what to do; REPOSITORY_KEY when a key does not open it
 */
@EventType("io.salvaguarda.repository.key-proof-failed.v1")
public record RepositoryKeyProofFailed(
    UUID jobId,
    int attempt,
    String sourceId,
    String repository,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements StorageEvent {
  public RepositoryKeyProofFailed {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(repository, "repository");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
