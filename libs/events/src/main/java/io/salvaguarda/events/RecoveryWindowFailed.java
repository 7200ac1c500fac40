package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A cluster could not be recovered to a random instant of the window that is claimed for it, or
 * lacked what it had to hold.
 *
 * @param proofId the proof
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param startedAt when work began
 * @param failedAt when it failed
 * @param failure what went wrong and what to do
 */
@EventType("io.salvaguarda.recovery-window.failed.v1")
public record RecoveryWindowFailed(
    UUID proofId,
    String sourceId,
    String team,
    String repository,
    Instant startedAt,
    Instant failedAt,
    Failure failure)
    implements RestoreEvent {
  public RecoveryWindowFailed {
    requireNonNull(proofId, "proofId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(failedAt, "failedAt");
    requireNonNull(failure, "failure");
  }
}
