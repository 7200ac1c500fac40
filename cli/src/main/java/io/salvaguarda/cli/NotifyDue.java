package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "due",
    mixinStandardHelpOptions = true,
    description = "What is due of which source, and what did not come.",
    footer = {
      "",
      "Examples:",
      "  salva notify due --source testdb",
      "  salva notify due --state missing"
    })
final class NotifyDue extends ClientCommand {
  @Option(names = "--source", description = "only of this source")
  String source;

  @Option(
      names = "--what",
      description =
          "backup, verification, drill, window_proof, proof_of_new, backup_end, verification_end,"
              + " restore_end or wal")
  String what;

  @Option(names = "--state", description = "ahead, due or missing")
  String state;

  @Mixin LimitOption limit;

  @Override
  public Integer call() {
    Map<String, String> parameters =
        Map.of(
            "source",
            BackupCommand.orEmpty(source),
            "what",
            BackupCommand.orEmpty(what),
            "state",
            BackupCommand.orEmpty(state),
            "limit",
            limit.toString());
    JsonNode found = rest().get(Service.NOTIFIER, "/expectations", parameters);
    if (json) {
      return printJson(found);
    }
    Table table =
        new Table(
            Column.text("SOURCE"),
            Column.text("WHAT"),
            Column.text("ABOUT"),
            Column.state("STATE"),
            Column.text("DUE"),
            Column.text("EXPECTED BY"),
            Column.text("LAST"));
    for (JsonNode each : found) {
      table.row(
          Cells.text(each.path("sourceId")),
          Cells.text(each.path("what")).toLowerCase(Locale.ROOT).replace('_', ' '),
          each.path("about").asText().isEmpty() ? "-" : Cells.text(each.path("about")),
          Cells.text(each.path("state")),
          Cells.time(each.path("dueAt")),
          Cells.time(each.path("expectedBy")),
          Cells.time(each.path("lastAt")));
    }
    table.print(out(), terminal(), "nothing is due");
    return ExitCode.DONE;
  }
}
