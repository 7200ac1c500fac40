package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Reports that were made, newest first.",
    footer = {
      "",
      "Whether they arrived: salva notify log",
      "",
      "Example:",
      "  salva report list --limit 10"
    })
final class ReportList extends ClientCommand {
  @Mixin LimitOption limit;

  @Override
  public Integer call() {
    JsonNode reports = rest().get(Service.NOTIFIER, "/reports", Map.of("limit", limit.toString()));
    if (json) {
      return printJson(reports);
    }
    Table table =
        new Table(
            Column.text("MADE"),
            Column.text("REPORT"),
            Column.text("TEAM"),
            Column.text("OF"),
            Column.text("FROM"),
            Column.text("ID"));
    for (JsonNode each : reports) {
      table.row(
          Cells.time(each.path("madeAt")),
          Cells.text(each.path("kind")).toLowerCase(Locale.ROOT),
          Cells.text(each.path("team")),
          each.path("whole").asBoolean() ? "everything" : "its sources",
          Cells.time(each.path("from")),
          Cells.text(each.path("reportId")));
    }
    table.print(out(), terminal(), "no report yet: salva report send verification");
    return ExitCode.DONE;
  }
}
