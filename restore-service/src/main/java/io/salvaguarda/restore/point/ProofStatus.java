package io.salvaguarda.restore.point;

/** What is known of a backup's worth. */
public enum ProofStatus {
  /** Not tried yet. */
  UNVERIFIED,
  /** Restored and found equal, up to the proof's level. */
  VERIFIED,
  /** Proven bad: never restored. */
  QUARANTINED,
  /** Tried, but our own trouble kept us from an answer. */
  INCONCLUSIVE
}
