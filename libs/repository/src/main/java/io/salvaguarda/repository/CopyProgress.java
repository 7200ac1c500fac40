package io.salvaguarda.repository;

/** Told how far the copying of one backup has come. Must be quick. */
@FunctionalInterface
public interface CopyProgress {

  /** Tells nobody. */
  CopyProgress NONE = (chunks, of, copiedBytes) -> {};

  /**
   * @param chunks known to be in the copy by now
   * @param of so many
   * @param copiedBytes size of those that were not there before
   */
  void at(long chunks, long of, long copiedBytes);
}
