package io.salvaguarda.notifier.history;

/** What sort of work an entry tells the end of. */
public enum EntryKind {
  BACKUP,
  VERIFICATION,
  RESTORE,
  /** A restore made to prove that it can be, and to time it. */
  DRILL,
  /** A recovery to a random instant. */
  WINDOW,
  PRUNE,
  COPY
}
