package io.salvaguarda.events;

/** How urgent an incident is. */
public enum Severity {
  /** Look at it in working hours. */
  WARNING,
  /** Data is at risk now. */
  CRITICAL
}
