package io.salvaguarda.restore.window;

import java.time.Instant;
import java.util.Optional;

/**
 * What the latest looks at a window came to.
 *
 * @param proven the latest that was; empty when none ever was
 * @param refuted a later one that was not
 */
public record LastProof(Optional<Proven> proven, Optional<Refuted> refuted) {

  /**
   * @param target the instant that was recovered to
   * @param reachedAt what the recovered cluster showed
   * @param heartbeat whether that is a heartbeat rather than a commit
   */
  public record Proven(
      Instant provenAt, Instant target, Instant reachedAt, boolean heartbeat, String backupId) {}

  /**
   * @param reason for people
   */
  public record Refuted(Instant at, String reason) {}
}
