package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    description = "What is wrong, and who was told.",
    subcommands = {
      IncidentsCommand.ListAll.class,
      IncidentAck.class,
      IncidentResolve.class,
      IncidentsCommand.Deliveries.class,
      IncidentsCommand.Retry.class
    })
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

    @Mixin LimitOption limit;

    @Override
    public Integer call() {
      Map<String, String> parameters =
          Map.of(
              "incident",
              BackupCommand.orEmpty(incident),
              "state",
              BackupCommand.orEmpty(state),
              "limit",
              limit.toString());
      JsonNode deliveries = rest().get(Service.NOTIFIER, "/deliveries", parameters);
      if (json) {
        return printJson(deliveries);
      }
      Table table =
          new Table(
              Column.text("DELIVERY"),
              Column.text("CHANNEL"),
              Column.text("NOTICE"),
              Column.state("STATE"),
              Column.number("ATTEMPTS"),
              Column.text("DELIVERED"),
              Column.prose("LAST ERROR"));
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
      table.print(out(), terminal(), "no deliveries");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Try a delivery again that was given up.",
      footer = {"", "Example:", "  salva incidents retry 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Retry extends ClientCommand {
    @Parameters(paramLabel = "DELIVERY", description = "its id")
    String id;

    @Override
    public Integer call() {
      JsonNode answer = rest().post(Service.NOTIFIER, "/deliveries/" + Rest.encoded(id) + "/retry");
      return json ? printJson(answer) : say("it is tried again");
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
