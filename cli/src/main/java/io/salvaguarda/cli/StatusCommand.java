package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    Table table =
        new Table(
            Column.text("SOURCE"),
            Column.text("LAST BACKUP"),
            Column.text("LAST PROOF"),
            Column.text("NEXT BACKUP"),
            Column.text("RUNNING"),
            Column.prose("LAST FAILURE"));
    for (JsonNode source : sources) {
      table.row(
          Cells.text(source.path("id")),
          Cells.time(source.path("lastBackupAt")),
          Cells.time(source.path("lastVerifiedAt")),
          Cells.time(source.path("nextBackupAt")),
          Cells.text(source.path("runningJobId")),
          failure(source.path("lastFailure")));
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
