package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    description = "What is wrong, and who takes care of it.",
    subcommands = {IncidentsCommand.ListAll.class, IncidentAck.class, IncidentResolve.class})
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
                  Service.NOTIFIER,
                  "/incidents",
                  Map.of("state", state, "source", BackupCommand.orEmpty(source)));
      if (json) {
        return printJson(incidents);
      }
      print(
          incidents,
          out(),
          terminal(),
          "open".equals(state) ? "no open incidents" : "no incidents");
      return ExitCode.DONE;
    }
  }

  static void print(JsonNode incidents, PrintWriter out, Terminal terminal, String whenEmpty) {
    Table table =
        new Table(
            Column.text("INCIDENT"),
            Column.text("SOURCE"),
            Column.text("TEAM"),
            Column.text("CAUSE"),
            Column.state("SEVERITY"),
            Column.text("OPENED"),
            Column.number("TIMES"),
            Column.text("TAKEN CARE OF BY"),
            Column.prose("SUMMARY"));
    for (JsonNode each : incidents) {
      table.row(
          Cells.text(each.path("incidentId")),
          Cells.text(each.path("sourceId")),
          Cells.text(each.path("team")),
          Cells.text(each.path("cause")),
          Cells.text(each.path("severity")),
          Cells.time(each.path("openedAt")),
          Cells.count(each.path("occurrences")),
          Cells.text(each.path("acknowledgedBy")),
          Cells.text(each.path("summary")) + held(each.path("heldBy")));
    }
    table.print(out, terminal, whenEmpty);
  }

  private static String held(JsonNode by) {
    return by.isObject()
        ? " (not told: %s %s)".formatted(Cells.text(by.path("kind")), Cells.text(by.path("name")))
        : "";
  }
}
