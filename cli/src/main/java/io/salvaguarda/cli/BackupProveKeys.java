package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "prove-keys",
    mixinStandardHelpOptions = true,
    description = {
      "Have backup-service prove the keys that it has of a repository, and show when everyone who can",
      "open it was last proven. A key that is elsewhere: salva repo key prove --record."
    },
    footer = {
      "",
      "Exit 1 when a key does not open the repository, or one was not proven for too long.",
      "",
      "Example:",
      "  salva backup prove-keys main"
    })
final class BackupProveKeys extends RepositoryJobCommand {
  @Override
  String work() {
    return "key-proof";
  }

  @Override
  Map<String, Object> body() {
    return Map.of();
  }

  @Override
  void show(JsonNode result) {
    Table table =
        new Table(
            Column.text("NAME"),
            Column.text("KIND"),
            Column.text("PROVEN"),
            Column.text("DUE"),
            Column.prose(""));
    for (JsonNode recipient : result.path("recipients")) {
      table.row(
          Cells.text(recipient.path("recipient")),
          Cells.text(recipient.path("kind")),
          Cells.time(recipient.path("provenAt")),
          Cells.time(recipient.path("dueAt")),
          recipient.path("overdue").asBoolean() ? "OVERDUE" : "");
    }
    table.print(out(), terminal(), "no recipients");
  }

  @Override
  int exitCode(JsonNode result) {
    return result.path("outcome").asText().equals("OVERDUE") ? ExitCode.FAILED : ExitCode.DONE;
  }
}
