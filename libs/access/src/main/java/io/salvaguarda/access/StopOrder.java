package io.salvaguarda.access;

/** How work is told to end before it is done. */
public interface StopOrder {

  /** Throws when the work must end now; what it throws passes through the work. */
  void throwIfStopped();

  /** Runs {@code action}, from another thread, when the work must end: it frees what blocks. */
  void onStop(Runnable action);
}
