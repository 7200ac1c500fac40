package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Recipients of a repository were not shown to open it for longer than its configuration allows:
 * whether their keys still exist and fit is not known. Told once a day until they are proven.
 *
 * @param jobId the job that looked
 * @param sourceId always "storage": a repository belongs to no source
 * @param repository the repository's key in salvaguarda.yaml
 * @param recipients those that are overdue, of which there are 64 at most
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.repository.key-proof-overdue.v1")
public record RepositoryKeyProofOverdue(
    UUID jobId, String sourceId, String repository, List<OverdueKey> recipients, Instant detectedAt)
    implements StorageEvent {
  public RepositoryKeyProofOverdue {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(repository, "repository");
    recipients = List.copyOf(recipients);
    requireNonNull(detectedAt, "detectedAt");
  }
}
