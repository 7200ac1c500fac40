package io.salvaguarda.cli;

/** Exit codes that scripts can trust. */
final class ExitCode {
  static final int DONE = 0;

  /** The backup, verification or restore itself failed. */
  static final int FAILED = 1;

  /** Wrong arguments, or a configuration that must not be used. */
  static final int USAGE = 2;

  static final int NOT_FOUND = 3;

  /** No valid token, not enough rights, or in conflict with what is going on. */
  static final int REFUSED = 4;

  static final int UNREACHABLE = 5;

  /** Neither good nor bad: inconclusive, cancelled, or not ended in time. */
  static final int INCONCLUSIVE = 6;

  private ExitCode() {}
}
