package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "subscriptions",
    mixinStandardHelpOptions = true,
    description = "Who gets events by webhook.",
    footer = {"", "Example:", "  salva events subscriptions"})
final class EventsSubscriptions extends ClientCommand {

  @Override
  public Integer call() {
    JsonNode found = rest().get(Service.NOTIFIER, "/subscriptions");
    if (json) {
      return printJson(found);
    }
    Table table =
        new Table(
            Column.text("SUBSCRIPTION"),
            Column.text("PLACE"),
            Column.text("TYPES"),
            Column.text("SOURCES"),
            Column.number("PENDING"),
            Column.number("DEAD"),
            Column.text("ENDED"),
            Column.prose("WHY"));
    for (JsonNode each : found) {
      table.row(
          Cells.text(each.path("subscriptionId")),
          Cells.text(each.path("place")),
          joined(each.path("types")),
          joined(each.path("sources")),
          Cells.count(each.path("pending")),
          Cells.count(each.path("dead")),
          Cells.time(each.path("endedAt")),
          Cells.text(each.path("endedWhy")));
    }
    table.print(out(), terminal(), "no subscriptions");
    return ExitCode.DONE;
  }

  private static String joined(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(Cells::text)
        .collect(Collectors.joining(" "));
  }

  @Command(
      name = "unsubscribe",
      mixinStandardHelpOptions = true,
      description = "End a subscription; what is not sent yet is not sent any more.",
      footer = {"", "Example:", "  salva events unsubscribe 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class End extends ClientCommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "its id")
    String id;

    @Override
    public Integer call() {
      rest().delete(Service.NOTIFIER, "/subscriptions/" + Rest.encoded(id));
      return say("unsubscribed");
    }
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Send again what a subscription did not take, and go on if it was ended.",
      footer = {"", "Example:", "  salva events resume 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Resume extends ClientCommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "its id")
    String id;

    @Override
    public Integer call() {
      JsonNode now =
          rest().post(Service.NOTIFIER, "/subscriptions/" + Rest.encoded(id) + "/replay");
      return json
          ? printJson(now)
          : say(Cells.count(now.path("pending")) + " events are sent again");
    }
  }
}
