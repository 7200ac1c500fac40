package io.salvaguarda.cli;

/** Ends a command with a message for people and an exit code for scripts. */
final class CliFailure extends RuntimeException {
  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message may have several lines; what is not for terminals is taken out when it is shown
   */
  CliFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
