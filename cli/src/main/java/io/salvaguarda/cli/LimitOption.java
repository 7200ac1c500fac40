package io.salvaguarda.cli;

import picocli.CommandLine.Option;

/** How long a list may be; the services say what is too long. */
final class LimitOption {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most so many, up to 500; 50 by default")
  int most;

  @Override
  public String toString() {
    return Integer.toString(most);
  }
}
