package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "What drills took and what would have been lost, newest first.",
    footer = {
      "",
      "TREND is against the drill of the same source and kind before it. Times in the CSV are ISO",
      "8601 in UTC, durations are milliseconds.",
      "",
      "Examples:",
      "  salva drill list --source testdb",
      "  salva drill list --csv --limit 500 >drills.csv"
    })
final class DrillList extends ClientCommand {
  @Option(names = "--source", description = "only of this source")
  String source;

  @Option(names = "--csv", description = "print CSV (RFC 4180), for spreadsheets")
  boolean csv;

  @Mixin LimitOption limit;

  @Override
  public Integer call() {
    Map<String, String> parameters =
        Map.of("source", source == null ? "" : source, "limit", limit.toString());
    JsonNode drills = rest().get(Service.RESTORE, "/drills", parameters);
    if (json) {
      return printJson(drills);
    }
    return csv ? say(DrillCsv.of(drills)) : print(drills);
  }

  private int print(JsonNode found) {
    Table table =
        new Table(
            Column.text("ENDED"),
            Column.text("SOURCE"),
            Column.text("KIND"),
            Column.state("OUTCOME"),
            Column.number("RECOVERY"),
            Column.number("TREND"),
            Column.number("LOSS"),
            Column.number("SIZE"),
            Column.prose("WHY"));
    List<JsonNode> drills = StreamSupport.stream(found.spliterator(), false).toList();
    for (int i = 0; i < drills.size(); i++) {
      JsonNode drill = drills.get(i);
      boolean done = drill.hasNonNull("recoveryMillis");
      table.row(
          Cells.time(drill.path("endedAt")),
          Cells.text(drill.path("sourceId")),
          Cells.text(drill.path("kind")),
          Cells.text(drill.path("outcome")),
          done ? DrillRun.took(drill.path("recoveryMillis")) : "-",
          done ? trend(drill, drills.subList(i + 1, drills.size())) : "-",
          done ? Cells.duration(Duration.ofMillis(drill.path("lossMillis").asLong())) : "-",
          Cells.size(drill.path("bytes")),
          drill.hasNonNull("failure") ? Cells.text(drill.at("/failure/message")) : "");
    }
    table.print(out(), terminal(), "no drill yet: salva drill run SOURCE");
    return ExitCode.DONE;
  }

  /** How much longer it took than the one before. */
  private static String trend(JsonNode drill, List<JsonNode> earlier) {
    return earlier.stream()
        .filter(other -> other.path("sourceId").equals(drill.path("sourceId")))
        .filter(other -> other.path("kind").equals(drill.path("kind")))
        .filter(other -> other.path("recoveryMillis").asLong() > 0)
        .findFirst()
        .map(
            other ->
                String.format(
                    Locale.ROOT,
                    "%+.0f %%",
                    100.0
                        * (drill.path("recoveryMillis").asDouble()
                                / other.path("recoveryMillis").asDouble()
                            - 1)))
        .orElse("-");
  }
}
