package io.salvaguarda.restore.drill;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a recovered cluster is what it was at an instant.
 *
 * @param target the instant
 * @param beat of the cluster's heartbeat row; empty when it has none
 * @param lastCommit that was replayed; empty when there was none
 * @param latestBeat how much older than the target a heartbeat may be; empty when none is written
 */
record Evidence(
    Instant target,
    Optional<Instant> beat,
    Optional<Instant> lastCommit,
    Optional<Duration> latestBeat) {

  /** What was wrong; empty when nothing was. */
  Optional<Failure> refuted() {
    Optional<Instant> late =
        Stream.of(beat, lastCommit)
            .flatMap(Optional::stream)
            .filter(at -> at.isAfter(target))
            .findFirst();
    if (late.isPresent()) {
      return Optional.of(
          failure(
              FailureKind.TERMINAL,
              "The cluster that was recovered to %s holds what was written at %s."
                  .formatted(target, late.get()),
              "Compare the clocks of the source's servers: after a switch an earlier time comes"
                  + " again. Until then recover to positions or names rather than to times."));
    }
    return isSilent()
        ? Optional.of(
            failure(
                // another instant may tell: backup-service may not have written then
                FailureKind.INCONCLUSIVE,
                "The cluster that was recovered to %s shows nothing that was written within %d s before it; the latest is of %s."
                    .formatted(
                        target,
                        latestBeat.orElseThrow().toSeconds(),
                        reached().map(Instant::toString).orElse("unknown")),
                "See whether heartbeats were written then (salvaguarda.heartbeat.age.seconds); if"
                    + " they were, WAL is lost: take a physical backup now."))
        : Optional.empty();
  }

  /** What was written by the clusters users shows it as well as our own row. */
  private boolean isSilent() {
    return beat.isPresent()
        && latestBeat.isPresent()
        && reached().filter(at -> !at.isBefore(target.minus(latestBeat.get()))).isEmpty();
  }

  /** The latest that is shown to be there. */
  Optional<Instant> reached() {
    return Stream.of(beat, lastCommit).flatMap(Optional::stream).max(Instant::compareTo);
  }

  private static Failure failure(FailureKind kind, String message, String nextStep) {
    return new Failure(kind, ErrorClass.CONTENT_DIFFERS, message, nextStep, List.of());
  }
}
