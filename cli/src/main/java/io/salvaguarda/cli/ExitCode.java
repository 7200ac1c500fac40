package io.salvaguarda.cli;

/** Exit codes that scripts can trust. Ctrl-C is 130, as everywhere. */
final class ExitCode {
  static final int DONE = 0;

  /** The backup, verification or restore itself failed. */
  static final int FAILED = 1;

  /** Wrong arguments, or a configuration that must not be used. */
  static final int USAGE = 2;

  static final int NOT_FOUND = 3;

  /** No valid token, not enough rights, or in conflict with what is going on. */
  static final int REFUSED = 4;

  /** A service or a store does not answer, or answers that it cannot work. */
  static final int UNREACHABLE = 5;

  /**
   * Neither good nor bad: inconclusive, cancelled, not ended in time, or a fault of salva itself.
   */
  static final int INCONCLUSIVE = 6;

  private ExitCode() {}
}
