package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Sources, their last backups and proofs, and open incidents.",
    footer = {
      "",
      "Shows what it can when a service is down, and then exits 5.",
      "",
      "Examples:",
      "  salva status",
      "  salva status --json | jq '.sources[].id'"
    })
final class StatusCommand extends ClientCommand {
  private int exitCode = ExitCode.DONE;

  @Override
  public Integer call() {
    JsonNode sources = orNull(() -> rest().get(Service.BACKUP, "/sources"));
    JsonNode incidents =
        orNull(() -> rest().get(Service.NOTIFIER, "/incidents", Map.of("state", "open")));
    if (json) {
      ObjectNode both = Json.MAPPER.createObjectNode();
      both.set("sources", sources);
      both.set("incidents", incidents);
      printJson(both);
      return exitCode;
    }
    if (sources != null) {
      print(sources);
      out().println();
    }
    if (incidents != null) {
      IncidentsCommand.print(incidents, out(), terminal(), "no open incidents");
    }
    return exitCode;
  }

  /** One service that is down must not hide what the other knows. */
  private JsonNode orNull(Supplier<JsonNode> question) {
    try {
      return question.get();
    } catch (CliFailure failure) {
      if (failure.exitCode() != ExitCode.UNREACHABLE) {
        throw failure;
      }
      err().println("salva: " + Cells.clean(failure.getMessage()));
      exitCode = failure.exitCode();
      return null;
    }
  }

  private void print(JsonNode sources) {
    boolean physical = false;
    for (JsonNode source : sources) {
      physical |= source.path("nextPhysicalBackupAt").isTextual();
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("SOURCE"),
                Column.text("LAST BACKUP"),
                Column.text("LAST PROOF"),
                Column.text("NEXT BACKUP")));
    if (physical) {
      columns.add(Column.text("LAST PHYSICAL"));
      columns.add(Column.text("ITS PROOF"));
    }
    columns.add(Column.text("RUNNING"));
    columns.add(Column.prose("LAST FAILURE"));
    Table table = new Table(columns.toArray(Column[]::new));
    for (JsonNode source : sources) {
      table.row(cells(source, physical));
    }
    table.print(out(), terminal(), "no sources are configured");
    for (JsonNode source : sources) {
      JsonNode hold = source.path("retentionHold");
      if (hold.isObject()) {
        say(
            "%s: retention waits, %s is far smaller than usual (%s, usually %s)"
                .formatted(
                    Cells.text(source.path("id")),
                    Cells.text(hold.path("backupId")),
                    Cells.size(hold.path("dumpBytes")),
                    Cells.size(hold.path("usualBytes"))));
      }
    }
  }

  private static String[] cells(JsonNode source, boolean physical) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                Cells.text(source.path("id")),
                Cells.time(source.path("lastBackupAt")),
                Cells.time(source.path("lastVerifiedAt")),
                Cells.time(source.path("nextBackupAt"))));
    if (physical) {
      cells.add(Cells.time(source.path("lastPhysicalBackupAt")));
      cells.add(Cells.time(source.path("lastVerifiedPhysicalAt")));
    }
    cells.add(Cells.text(source.path("runningJobId")));
    cells.add(failure(source.path("lastFailure")));
    return cells.toArray(String[]::new);
  }

  private static String failure(JsonNode failure) {
    return failure.isObject()
        ? "%s, %s: %s"
            .formatted(
                Cells.text(failure.path("errorClass")),
                Cells.time(failure.path("at")),
                Cells.text(failure.path("message")))
        : "-";
  }
}
