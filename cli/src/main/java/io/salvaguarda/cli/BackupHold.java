package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = {
      "Keep a backup from being deleted, whatever its plan says, until it is released. The repository",
      "itself knows it. With no service up: salva repo hold."
    },
    footer = {
      "",
      "Example:",
      "  salva backup hold testdb/logical/2026-01-02_02-00-00-1a2b3c --reason \"case 4711\""
    })
final class BackupHold extends ClientCommand {
  @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
  String id;

  @Option(names = "--reason", required = true, description = "why; at most 500 characters")
  String reason;

  @Override
  public Integer call() {
    JsonNode backup =
        rest().put(Service.BACKUP, BackupCommand.pathOf(id) + "/hold", Map.of("reason", reason));
    return json ? printJson(backup) : say("held; it is not deleted until it is released");
  }
}
