package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Watch the suite's events; dead letters and their replay.",
    subcommands = {
      EventsCommand.Tail.class,
      EventsCommand.DeadLetters.class,
      EventsCommand.Replay.class
    })
final class EventsCommand {

  @Command(
      name = "tail",
      mixinStandardHelpOptions = true,
      description = "Print events as they cross Kafka, until Ctrl-C.",
      footer = {
        "",
        "Examples:",
        "  salva events tail --from-beginning",
        "  salva events tail --json --until-idle 5 --from-beginning | jq .type"
      })
  static final class Tail extends ClientCommand {
    @Option(names = "--from-beginning", description = "all that Kafka still has, not only new ones")
    boolean fromBeginning;

    @Option(
        names = "--until-idle",
        paramLabel = "SECONDS",
        description = "end when nothing came for so long")
    Long idleSeconds;

    @Override
    public Integer call() {
      Duration idle = idleSeconds == null ? null : Duration.ofSeconds(idleSeconds);
      try (EventTail tail = new EventTail(suite().kafka(), fromBeginning)) {
        tail.follow(
            idle,
            event -> {
              out().println(json ? event.structured() : event.line());
              out().flush();
            });
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "dead-letters",
      mixinStandardHelpOptions = true,
      description = "Events that a service could not take.",
      footer = {"", "Example:", "  salva events dead-letters verify"})
  static final class DeadLetters extends ClientCommand {
    @Parameters(paramLabel = "SERVICE", description = "backup, verify, restore or notifier")
    String service;

    @Override
    public Integer call() {
      JsonNode letters = rest().get(service, "/dead-letters");
      if (json) {
        return printJson(letters);
      }
      Table table = new Table("ID", "TOPIC", "OFFSET", "TYPE", "REASON", "SINCE", "REPLAYED");
      for (JsonNode letter : letters) {
        table.row(
            Cells.text(letter.path("id")),
            Cells.text(letter.path("topic")),
            Cells.text(letter.path("partition")) + "/" + Cells.text(letter.path("offset")),
            Cells.text(letter.path("type")),
            Cells.text(letter.path("reason")),
            Cells.time(letter.path("deadLetteredAt")),
            Cells.time(letter.path("replayedAt")));
      }
      table.print(out(), "no dead letters");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = "Let the service take a dead letter again; it takes effect once at most.",
      footer = {
        "",
        "Example:",
        "  salva events replay verify 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"
      })
  static final class Replay extends ClientCommand {
    @Parameters(
        index = "0",
        paramLabel = "SERVICE",
        description = "backup, verify, restore or notifier")
    String service;

    @Parameters(index = "1", paramLabel = "ID", description = "the dead letter's id")
    String id;

    @Override
    public Integer call() {
      JsonNode letter = rest().post(service, "/dead-letters/" + Rest.encoded(id) + "/replay");
      if (json) {
        return printJson(letter);
      }
      out().println("replayed");
      return ExitCode.DONE;
    }
  }
}
