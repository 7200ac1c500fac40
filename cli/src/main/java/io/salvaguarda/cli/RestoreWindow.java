package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = "To which instants a whole cluster can be recovered, newest first.",
    footer = {"", "Example:", "  salva restore window testdb"})
final class RestoreWindow extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
  String source;

  @Option(names = "--unverified", description = "also from backups that nothing has proven")
  boolean unverified;

  @Override
  public Integer call() {
    JsonNode window =
        rest()
            .get(
                Service.RESTORE,
                "/recovery-window",
                Map.of("source", source, "unverified", unverified ? "true" : ""));
    if (json) {
      return printJson(window);
    }
    Table table =
        new Table(
            Column.text("FROM"),
            Column.text("TO"),
            Column.text("FROM LSN"),
            Column.text("TO LSN"),
            Column.number("TIMELINE"),
            Column.text("THEN"));
    for (JsonNode range : window.path("ranges")) {
      table.row(
          Cells.time(range.path("from")),
          Cells.time(range.path("to")),
          Cells.text(range.path("fromLsn")),
          Cells.text(range.path("toLsn")),
          Cells.text(range.path("timeline")),
          range.path("broken").asBoolean() ? "WAL is missing" : "-");
    }
    table.print(out(), terminal(), "no instant: there is no verified physical backup");
    proof(window);
    return ExitCode.DONE;
  }

  private void proof(JsonNode window) {
    JsonNode last = window.path("lastProof");
    say(
        last.isObject()
            ? "last proven %s: recovered to %s, where it shows %s"
                .formatted(
                    Cells.time(last.path("provenAt")),
                    Cells.text(last.path("target")),
                    Cells.text(last.path("reachedAt")))
            : "never proven: salva restore prove " + Cells.line(source));
    JsonNode doubt = window.path("doubt");
    if (doubt.isObject()) {
      say(
          "NOT PROVEN %s: %s"
              .formatted(Cells.time(doubt.path("at")), Cells.text(doubt.path("reason"))));
    }
  }
}
