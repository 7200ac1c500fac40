package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description = {
      "What retention would delete of a source now, and why every other backup stays. Changes nothing.",
      "What was announced is kept by cancelling its job, or by holding a backup."
    },
    footer = {
      "",
      "Examples:",
      "  salva backup retention testdb",
      "  salva backup retention testdb --kind physical"
    })
final class BackupRetention extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "the source's key in salvaguarda.yaml")
  String source;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "logical",
      description = "logical, the default, or physical: each kind is kept by itself")
  String kind;

  @Override
  public Integer call() {
    JsonNode forecast =
        rest()
            .get(
                Service.BACKUP,
                "/sources/" + Rest.encoded(source) + "/retention",
                Map.of("kind", kind));
    if (json) {
      return printJson(forecast);
    }
    Table table =
        new Table(
            Column.text("BACKUP"),
            Column.text("COMPLETED"),
            Column.text("NEXT RUN"),
            Column.prose("WHY"));
    for (JsonNode backup : forecast.path("backups")) {
      table.row(
          Cells.text(backup.path("backupId")),
          Cells.time(backup.path("completedAt")),
          backup.path("goes").asBoolean() ? "deletes it" : "keeps it",
          Cells.text(backup.path("reason")));
    }
    table.print(out(), terminal(), "no backups");
    out().println("next run: " + Cells.time(forecast.path("nextRunAt")));
    JsonNode announced = forecast.path("announced");
    if (announced.isObject()) {
      out()
          .printf(
              "announced: job %s deletes %d backups at %s%n",
              Cells.text(announced.path("jobId")),
              announced.path("backups").size(),
              Cells.time(announced.path("executesAt")));
    }
    return ExitCode.DONE;
  }
}
