package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Sources, their last backups and proofs, and open incidents.",
    footer = {"", "Examples:", "  salva status", "  salva status --json | jq '.sources[].id'"})
final class StatusCommand extends ClientCommand {
  @Override
  public Integer call() {
    JsonNode sources = rest().get("backup", "/sources");
    JsonNode incidents = rest().get("notifier", "/incidents", Map.of("state", "open"));
    if (json) {
      ObjectNode both = new ObjectMapper().createObjectNode();
      both.set("sources", sources);
      both.set("incidents", incidents);
      return printJson(both);
    }
    Table table = new Table("SOURCE", "LAST BACKUP", "LAST VERIFIED", "NEXT", "LAST FAILURE");
    for (JsonNode source : sources) {
      table.row(
          Cells.text(source.path("id")),
          Cells.time(source.path("lastBackupAt")),
          Cells.time(source.path("lastVerifiedAt")),
          Cells.time(source.path("nextBackupAt")),
          Cells.text(source.path("lastFailure").path("errorClass")));
    }
    table.print(out(), "no sources are configured");
    out().println();
    IncidentsCommand.print(incidents, out());
    return ExitCode.DONE;
  }
}
