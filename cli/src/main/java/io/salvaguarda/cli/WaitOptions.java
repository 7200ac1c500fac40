package io.salvaguarda.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how long to wait for a job. */
final class WaitOptions {
  @Option(names = "--no-wait", description = "answer at once, with the job's id")
  boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "12h",
      converter = Span.Minutes.class,
      description =
          "stop waiting after so long, exit 6; the job goes on. 90s, 5m, 2h; 12h by default")
  Duration timeout;
}
