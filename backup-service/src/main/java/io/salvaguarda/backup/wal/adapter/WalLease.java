package io.salvaguarda.backup.wal.adapter;

import java.time.Duration;

/**
 * The right to follow one source's log, for a while. It is over here before it is over in the
 * catalog, whose clock decides: whoever comes next never meets the one before.
 */
final class WalLease {

  private final String source;
  private final long term;
  private final long nanos;
  private volatile long over;

  /**
   * @param asked by {@link System#nanoTime()}, before the catalog was asked for it
   */
  WalLease(String source, long term, Duration length, long asked) {
    this.source = source;
    this.term = term;
    this.nanos = length.toNanos() * 4 / 5;
    renewed(asked);
  }

  String source() {
    return source;
  }

  /** Fences what is written under an earlier lease. */
  long term() {
    return term;
  }

  boolean isHeld() {
    return System.nanoTime() - over < 0;
  }

  void renewed(long asked) {
    over = asked + nanos;
  }

  void lost() {
    over = System.nanoTime();
  }
}
