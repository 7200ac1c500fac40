package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "End the hold of a backup: its plan decides again whether it is deleted.",
    footer = {"", "Example:", "  salva backup release testdb/logical/2026-01-02_02-00-00-1a2b3c"})
final class BackupRelease extends ClientCommand {
  @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
  String id;

  @Override
  public Integer call() {
    JsonNode nothing = rest().delete(Service.BACKUP, BackupCommand.pathOf(id) + "/hold");
    return json ? printJson(nothing) : say("released; its plan decides again");
  }
}
