package io.salvaguarda.verify.run;

/** Where a verification is. All but the first two are final. */
public enum VerificationOutcome {
  /** Waiting, perhaps for another attempt: then it has the failure of the last one. */
  QUEUED,
  RUNNING,
  PASSED,
  /** The backup is bad and quarantined. */
  FAILED,
  /** Our own trouble, and no attempt is left. */
  INCONCLUSIVE,
  CANCELLED,
  /** The backup was deleted meanwhile. */
  SKIPPED
}
