package io.salvaguarda.restore.run;

/** What a restore tells the one who runs it, and how that one stops it. */
public interface Supervision {

  void progress(RestoreProgress latest);

  /** Throws when the work must end now; what it throws passes through the work. */
  void throwIfStopped();

  /** Runs {@code action}, from another thread, when the work must end: it frees what blocks. */
  void onStop(Runnable action);
}
