package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A source's write-ahead log does not come into the repository, or piles up on the server: what was
 * committed since cannot be restored, and the server's disk may fill up.
 *
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param trouble {@link WalTrouble#STALLED} or {@link WalTrouble#SLOT}
 * @param durableTo up to where the log is in the repository (X/X); absent when none of it is
 * @param lagBytes what the server has written since then; absent when it does not answer
 * @param slotBytes what the server keeps for the slot; absent when there is none, or it does not
 *     answer
 * @param failure why, and what to do about it
 * @param since since when
 * @param detectedAt when it was seen
 */
@EventType("io.salvaguarda.wal.stalled.v1")
public record WalStalled(
    String sourceId,
    String team,
    String repository,
    WalTrouble trouble,
    @OptionalField String durableTo,
    @OptionalField Long lagBytes,
    @OptionalField Long slotBytes,
    Failure failure,
    Instant since,
    Instant detectedAt)
    implements BackupEvent {
  public WalStalled {
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(trouble, "trouble");
    requireNonNull(failure, "failure");
    requireNonNull(since, "since");
    requireNonNull(detectedAt, "detectedAt");
  }
}
