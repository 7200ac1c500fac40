package io.salvaguarda.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how long to wait for a job. */
final class WaitOptions {
  @Option(names = "--no-wait", description = "answer at once, with the job's id")
  boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "MINUTES",
      defaultValue = "720",
      description = "stop waiting after so many minutes, exit 6; the job goes on")
  long minutes;

  Duration timeout() {
    return Duration.ofMinutes(minutes);
  }
}
