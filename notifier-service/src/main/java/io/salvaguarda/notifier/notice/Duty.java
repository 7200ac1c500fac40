package io.salvaguarda.notifier.notice;

/** What a plan wants of a source at its times. */
public enum Duty {
  BACKUP,
  VERIFICATION,
  DRILL,
  WINDOW_PROOF
}
