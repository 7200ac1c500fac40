package io.salvaguarda.repository;

/** Told how far long work has come. Called from the thread that does the work; must be quick. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (plainBytes, storedBytes) -> {};

  /**
   * Totals so far, never falling.
   *
   * @param plainBytes of the streams
   * @param storedBytes written to or read from the store
   */
  void at(long plainBytes, long storedBytes);
}
