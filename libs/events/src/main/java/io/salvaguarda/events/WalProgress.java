package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a source's write-ahead log stands, told every few minutes while somebody looks after it.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param durableTo up to where the log is in the repository (X/X); absent when none of it is
 * @param lagBytes what the server has written since then; absent when it does not answer
 * @param observedAt when it was looked at
 */
@EventType("io.salvaguarda.wal.progress.v1")
public record WalProgress(
    String sourceId,
    String team,
    String repository,
    @OptionalField String durableTo,
    @OptionalField Long lagBytes,
    Instant observedAt)
    implements BackupEvent {
  public WalProgress {
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(observedAt, "observedAt");
  }
}
