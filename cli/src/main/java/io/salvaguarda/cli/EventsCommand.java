package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Watch the suite's events, have them sent; dead letters and their replay.",
    subcommands = {
      EventsTail.class,
      EventsCommand.DeadLetters.class,
      EventsCommand.Replay.class,
      EventsSubscribe.class,
      EventsSubscriptions.class,
      EventsSubscriptions.End.class,
      EventsSubscriptions.Resume.class
    })
final class EventsCommand {

  @Command(
      name = "dead-letters",
      mixinStandardHelpOptions = true,
      description = "Events that a service could not take.",
      footer = {"", "Example:", "  salva events dead-letters verify"})
  static final class DeadLetters extends ClientCommand {
    @Parameters(paramLabel = "SERVICE", description = "one of ${COMPLETION-CANDIDATES}")
    Service service;

    @Override
    public Integer call() {
      JsonNode letters = rest().get(service, "/dead-letters");
      if (json) {
        return printJson(letters);
      }
      Table table =
          new Table(
              Column.text("ID"),
              Column.text("TOPIC"),
              Column.number("OFFSET"),
              Column.text("TYPE"),
              Column.text("SINCE"),
              Column.text("REPLAYED"),
              Column.prose("REASON"));
      for (JsonNode letter : letters) {
        table.row(
            Cells.text(letter.path("id")),
            Cells.text(letter.path("topic")),
            Cells.text(letter.path("partition")) + "/" + Cells.text(letter.path("offset")),
            Cells.text(letter.path("type")),
            Cells.time(letter.path("deadLetteredAt")),
            Cells.time(letter.path("replayedAt")),
            Cells.text(letter.path("reason")));
      }
      table.print(out(), terminal(), "no dead letters");
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
        description = "one of ${COMPLETION-CANDIDATES}")
    Service service;

    @Parameters(index = "1", paramLabel = "ID", description = "the dead letter's id")
    String id;

    @Override
    public Integer call() {
      JsonNode letter = rest().post(service, "/dead-letters/" + Rest.encoded(id) + "/replay");
      return json ? printJson(letter) : say("replayed");
    }
  }
}
