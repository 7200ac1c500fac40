package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Work on a source began, and nothing was heard of its end within its deadline. Whoever did it may
 * be down.
 *
 * @param jobId the backup job, the verification or the restore
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param work what it does
 * @param kind of what kind of backup
 * @param startedAt when its latest attempt began
 * @param expectedBy until when it should have come, with its deadline and the grace
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.job.stuck.v1")
public record JobStuck(
    UUID jobId,
    String sourceId,
    String team,
    JobWork work,
    BackupKind kind,
    Instant startedAt,
    Instant expectedBy,
    Instant detectedAt)
    implements IncidentEvent {
  public JobStuck {
    requireNonNull(jobId, "jobId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(work, "work");
    requireNonNull(kind, "kind");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(expectedBy, "expectedBy");
    requireNonNull(detectedAt, "detectedAt");
  }
}
