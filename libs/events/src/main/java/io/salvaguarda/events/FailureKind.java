package io.salvaguarda.events;

/** Whether trying again can help. */
public enum FailureKind {
  /** The same work may succeed later. */
  RETRYABLE,
  /** Nothing changes until somebody acts. */
  TERMINAL,
  /** Our own trouble: says nothing about what was being checked. */
  INCONCLUSIVE
}
