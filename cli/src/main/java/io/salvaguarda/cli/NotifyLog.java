package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Who was told what, when, and whether it arrived; newest first.",
    footer = {
      "",
      "Times in the CSV are ISO 8601 in UTC.",
      "",
      "Examples:",
      "  salva notify log --source testdb",
      "  salva notify log --state DEAD",
      "  salva notify log --csv --limit 500 >told.csv"
    })
final class NotifyLog extends ClientCommand {
  @Option(names = "--source", description = "only of this source")
  String source;

  @Option(names = "--incident", description = "only of this incident")
  String incident;

  @Option(names = "--channel", description = "only to this channel")
  String channel;

  @Option(names = "--team", description = "only to this team")
  String team;

  @Option(names = "--state", description = "PENDING, DELIVERED or DEAD")
  String state;

  @Option(names = "--csv", description = "print CSV (RFC 4180), for spreadsheets")
  boolean csv;

  @Mixin LimitOption limit;

  @Override
  public Integer call() {
    Map<String, String> parameters =
        Map.of(
            "source", BackupCommand.orEmpty(source),
            "incident", BackupCommand.orEmpty(incident),
            "channel", BackupCommand.orEmpty(channel),
            "team", BackupCommand.orEmpty(team),
            "state", BackupCommand.orEmpty(state),
            "limit", limit.toString());
    JsonNode deliveries = rest().get(Service.NOTIFIER, "/deliveries", parameters);
    if (json) {
      return printJson(deliveries);
    }
    return csv ? say(DeliveryCsv.of(deliveries)) : print(deliveries);
  }

  private int print(JsonNode deliveries) {
    Table table =
        new Table(
            Column.text("DELIVERY"),
            Column.text("TOLD AT"),
            Column.text("CHANNEL"),
            Column.state("STATE"),
            Column.number("TRIES"),
            Column.text("TAKEN BY"),
            Column.prose("WHAT"),
            Column.prose("LAST ERROR"));
    for (JsonNode each : deliveries) {
      table.row(
          Cells.text(each.path("deliveryId")),
          Cells.time(each.path("deliveredAt")),
          Cells.text(each.path("channel")),
          Cells.text(each.path("state")),
          Cells.text(each.path("attempts")),
          Cells.text(each.path("takenBy")),
          Cells.text(each.path("subject")),
          each.hasNonNull("lastError") ? Cells.text(each.path("lastError")) : "");
    }
    table.print(out(), terminal(), "nobody was told anything");
    return ExitCode.DONE;
  }
}
