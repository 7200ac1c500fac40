package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * Some of a source's write-ahead log is missing in the repository, and no physical backup is newer:
 * nothing after the gap can be restored before there is one.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param systemId the cluster's system identifier, decimal
 * @param timeline the timeline on which the gap ends
 * @param missingFrom the first position that is missing, as PostgreSQL writes it (X/X)
 * @param missingTo the first position that is there again
 * @param backupJobId the physical backup that was asked for; absent when one was under way
 * @param detectedAt when it was seen
 */
@EventType("io.salvaguarda.wal.gap.v1")
public record WalGap(
    String sourceId,
    String team,
    String repository,
    String systemId,
    int timeline,
    String missingFrom,
    String missingTo,
    @OptionalField UUID backupJobId,
    Instant detectedAt)
    implements BackupEvent {
  public WalGap {
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(systemId, "systemId");
    requireNonNull(missingFrom, "missingFrom");
    requireNonNull(missingTo, "missingTo");
    requireNonNull(detectedAt, "detectedAt");
  }
}
