package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
    name = "channels",
    mixinStandardHelpOptions = true,
    description = "How teams are reached, and whether the channels take notices.",
    footer = {
      "",
      "TROUBLED channels gave up a notice and have taken none since. To GONE ones nothing is sent:",
      "their receiver said that it is no more. A test or a replay gives them a new chance.",
      "",
      "Example:",
      "  salva notify channels"
    })
final class NotifyChannels extends ClientCommand {
  @Override
  public Integer call() {
    JsonNode channels = rest().get(Service.NOTIFIER, "/channels");
    if (json) {
      return printJson(channels);
    }
    Table table =
        new Table(
            Column.text("CHANNEL"),
            Column.text("TYPE"),
            Column.text("TEAMS"),
            Column.state("STATE"),
            Column.text("SINCE"),
            Column.number("WAITING"),
            Column.number("DEAD"),
            Column.text("LIMIT"),
            Column.prose("WHY"));
    for (JsonNode each : channels) {
      table.row(
          Cells.text(each.path("channel")),
          Cells.text(each.path("type")),
          each.path("teams").valueStream().map(Cells::text).collect(Collectors.joining(",")),
          Cells.text(each.path("state")),
          Cells.time(each.path("since")),
          Cells.count(each.path("pending")),
          Cells.count(each.path("dead")),
          Cells.text(each.path("limit")),
          each.hasNonNull("why") ? Cells.text(each.path("why")) : "");
    }
    table.print(out(), terminal(), "no channels");
    return ExitCode.DONE;
  }
}
