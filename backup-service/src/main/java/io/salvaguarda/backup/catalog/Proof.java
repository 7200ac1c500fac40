package io.salvaguarda.backup.catalog;

import io.salvaguarda.events.Level;
import java.time.Instant;

/**
 * A backup's proof as it stands.
 *
 * @param level the highest level reached; null when none was
 * @param verifiedAt when it was proven; null unless VERIFIED
 * @param judgedAt when the verification ended that this is from; null before the first
 */
public record Proof(ProofStatus status, Level level, Instant verifiedAt, Instant judgedAt) {

  /** Of a new backup. */
  public static final Proof NONE = new Proof(ProofStatus.UNVERIFIED, null, null, null);

  /** From a single verification. */
  public static Proof of(ProofStatus outcome, Level level, Instant at) {
    return new Proof(outcome, level, outcome == ProofStatus.VERIFIED ? at : null, at);
  }

  /**
   * What holds after another verification. An older one that is heard of later changes nothing, and
   * an inconclusive one takes nothing back that was proven.
   */
  public Proof after(Proof later) {
    boolean late = judgedAt != null && later.judgedAt.isBefore(judgedAt);
    boolean proven = status == ProofStatus.VERIFIED || status == ProofStatus.QUARANTINED;
    return late || proven && later.status == ProofStatus.INCONCLUSIVE ? this : later;
  }
}
