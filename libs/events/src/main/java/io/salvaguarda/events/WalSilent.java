package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Nothing was heard of a source's write-ahead log for too long: whether it comes into the
 * repository is not known.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param lastHeardAt when something was heard last
 * @param detectedAt when that was seen
 */
@EventType("io.salvaguarda.wal.silent.v1")
public record WalSilent(
    String sourceId, String team, String repository, Instant lastHeardAt, Instant detectedAt)
    implements BackupEvent {
  public WalSilent {
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(lastHeardAt, "lastHeardAt");
    requireNonNull(detectedAt, "detectedAt");
  }
}
