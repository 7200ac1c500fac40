package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Every recipient of a repository was shown to open it, each of them recently enough.
 *
 * @param jobId the job that looked
 * @param sourceId always "storage": a repository belongs to no source
 * @param repository the repository's key in salvaguarda.yaml
 * @param recipients how many there are
 * @param nextDueAt by when the first of them must be proven again
 * @param completedAt when that was seen
 */
@EventType("io.salvaguarda.repository.keys-proven.v1")
public record RepositoryKeysProven(
    UUID jobId,
    String sourceId,
    String repository,
    int recipients,
    Instant nextDueAt,
    Instant completedAt)
    implements StorageEvent {
  public RepositoryKeysProven {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(repository, "repository");
    requireNonNull(nextDueAt, "nextDueAt");
    requireNonNull(completedAt, "completedAt");
  }
}
