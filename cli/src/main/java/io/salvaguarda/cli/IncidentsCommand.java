package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    description = "What is wrong, and who was told.",
    subcommands = {IncidentsCommand.ListAll.class, IncidentsCommand.Deliveries.class})
final class IncidentsCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Incidents, newest first.",
      footer = {"", "Example:", "  salva incidents list --state all"})
  static final class ListAll extends ClientCommand {
    @Option(
        names = "--state",
        defaultValue = "open",
        description = "open (default), resolved or all")
    String state;

    @Option(names = "--source", description = "only of this source")
    String source;

    @Override
    public Integer call() {
      JsonNode incidents =
          rest()
              .get(
                  "notifier",
                  "/incidents",
                  Map.of("state", state, "source", BackupCommand.orEmpty(source)));
      if (json) {
        return printJson(incidents);
      }
      print(incidents, out());
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "deliveries",
      mixinStandardHelpOptions = true,
      description = "Who was told what, when, and whether it arrived.",
      footer = {"", "Example:", "  salva incidents deliveries --state DEAD"})
  static final class Deliveries extends ClientCommand {
    @Option(names = "--incident", description = "only of this incident")
    String incident;

    @Option(names = "--state", description = "PENDING, DELIVERED or DEAD")
    String state;

    @Override
    public Integer call() {
      JsonNode deliveries =
          rest()
              .get(
                  "notifier",
                  "/deliveries",
                  Map.of(
                      "incident",
                      BackupCommand.orEmpty(incident),
                      "state",
                      BackupCommand.orEmpty(state)));
      if (json) {
        return printJson(deliveries);
      }
      Table table =
          new Table(
              "DELIVERY", "CHANNEL", "NOTICE", "STATE", "ATTEMPTS", "DELIVERED", "LAST ERROR");
      for (JsonNode each : deliveries) {
        table.row(
            Cells.text(each.path("deliveryId")),
            Cells.text(each.path("channel")),
            Cells.text(each.path("noticeType")),
            Cells.text(each.path("state")),
            Cells.text(each.path("attempts")),
            Cells.time(each.path("deliveredAt")),
            Cells.text(each.path("lastError")));
      }
      table.print(out(), "no deliveries");
      return ExitCode.DONE;
    }
  }

  static void print(JsonNode incidents, PrintWriter out) {
    Table table = new Table("INCIDENT", "SOURCE", "TEAM", "CAUSE", "SEVERITY", "OPENED", "SUMMARY");
    for (JsonNode each : incidents) {
      table.row(
          Cells.text(each.path("incidentId")),
          Cells.text(each.path("sourceId")),
          Cells.text(each.path("team")),
          Cells.text(each.path("cause")),
          Cells.text(each.path("severity")),
          Cells.time(each.path("openedAt")),
          Cells.text(each.path("summary")));
    }
    table.print(out, "no open incidents");
  }
}
