package io.salvaguarda.notifier.history;

/** How work ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  /** Our own trouble kept it from an answer. */
  INCONCLUSIVE,
  /** Somebody wanted it so. */
  CANCELLED
}
