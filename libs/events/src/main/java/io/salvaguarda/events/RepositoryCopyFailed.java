package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A copy job has failed for good: backups may be missing in the copy. What has arrived stays there,
 * and the next copy goes on from it.
 *
 * @param jobId the copy job; the same for every attempt
 * @param attempt which attempt this is, from 1
 * @param sourceId always "storage": a repository belongs to no source
 * @param from the key in salvaguarda.yaml of the repository that was to be copied
 * @param to the key in salvaguarda.yaml of the repository that holds the copy
 * @param startedAt when the last attempt began, or the job was asked for
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.repository.copy-failed.v1")
public record RepositoryCopyFailed(
    UUID jobId,
    int attempt,
    String sourceId,
    String from,
    String to,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements StorageEvent {
  public RepositoryCopyFailed {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
