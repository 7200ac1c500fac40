package io.salvaguarda.cli;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Print events as they cross Kafka, until Ctrl-C.",
    footer = {
      "",
      "--json prints CloudEvents in structured mode, one a line.",
      "",
      "Examples:",
      "  salva events tail",
      "  salva events tail --since 2h",
      "  salva events tail --json --until-idle 5 --from-beginning | jq .type"
    })
final class EventsTail extends ClientCommand {
  /** Where to begin; without one of these, now. */
  static final class Begin {
    @Option(names = "--from-beginning", description = "all that Kafka still has")
    boolean beginning;

    @Option(
        names = "--since",
        paramLabel = "WHEN",
        converter = Span.Since.class,
        description = "from then on: 90s, 2h, 3d ago, or 2026-03-01T02:00 (local) or ...Z")
    Instant since;

    Instant instant() {
      return beginning ? Instant.EPOCH : since;
    }
  }

  /** When to end; without one of these, never. */
  static final class End {
    @Option(names = "--follow", description = "go on until Ctrl-C (the default)")
    boolean follow;

    @Option(
        names = "--until-idle",
        paramLabel = "DURATION",
        converter = Span.Seconds.class,
        description = "end when nothing came for so long: 5, 90s, 2m")
    Duration idle;
  }

  @ArgGroup Begin begin = new Begin();

  @ArgGroup End end = new End();

  @Override
  public Integer call() {
    boolean colours = terminal().colours();
    try (EventTail tail = new EventTail(suite().kafka(), begin.instant())) {
      tail.follow(
          end.idle,
          event -> {
            out().println(json ? event.structured() : event.line(colours));
            return !out().checkError(); // nobody reads on: salva events tail | head
          });
    }
    return ExitCode.DONE;
  }
}
