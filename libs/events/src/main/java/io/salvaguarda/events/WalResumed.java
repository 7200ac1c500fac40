package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A trouble of a source's write-ahead log is over.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param trouble which of them
 * @param durableTo up to where the log is in the repository (X/X); absent when none of it is
 * @param since since when it had been
 * @param resumedAt when it was seen to be over
 */
@EventType("io.salvaguarda.wal.resumed.v1")
public record WalResumed(
    String sourceId,
    String team,
    String repository,
    WalTrouble trouble,
    @OptionalField String durableTo,
    Instant since,
    Instant resumedAt)
    implements BackupEvent {
  public WalResumed {
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(trouble, "trouble");
    requireNonNull(since, "since");
    requireNonNull(resumedAt, "resumedAt");
  }
}
