package io.salvaguarda.verify.proof;

import io.salvaguarda.events.Level;

/** What a proof tells the one who runs it, and how that one stops it. */
public interface Supervision {

  /**
   * @param level the one being proven
   * @param doneBytes of {@code totalBytes}; both 0 where bytes say nothing
   */
  void at(Level level, Phase phase, long doneBytes, long totalBytes);

  /** Throws when the proof must end now; what it throws passes through the proof. */
  void throwIfStopped();

  /** Runs {@code action}, from another thread, when the proof must end: it frees what blocks. */
  void onStop(Runnable action);
}
