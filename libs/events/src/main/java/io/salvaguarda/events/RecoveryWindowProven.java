package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A cluster was recovered to a random instant of the window that is claimed for it, and held what
 * it had to.
 *
 * @param proofId the proof
 * @param sourceId the source's key in salvaguarda.yaml
 * @param team the team responsible for the source
 * @param repository the repository's key in salvaguarda.yaml
 * @param backupId the backup that the recovery began with
 * @param target the instant that was asked for
 * @param reachedAt what the recovered cluster shows: the time of its heartbeat, or of its last
 *     commit
 * @param heartbeat whether that is a heartbeat
 * @param startedAt when work began
 * @param provenAt when it was proven
 */
@EventType("io.salvaguarda.recovery-window.proven.v1")
public record RecoveryWindowProven(
    UUID proofId,
    String sourceId,
    String team,
    String repository,
    String backupId,
    Instant target,
    Instant reachedAt,
    boolean heartbeat,
    Instant startedAt,
    Instant provenAt)
    implements RestoreEvent {
  public RecoveryWindowProven {
    requireNonNull(proofId, "proofId");
    SourceIds.require(sourceId);
    requireNonNull(team, "team");
    requireNonNull(repository, "repository");
    requireNonNull(backupId, "backupId");
    requireNonNull(target, "target");
    requireNonNull(reachedAt, "reachedAt");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(provenAt, "provenAt");
  }
}
