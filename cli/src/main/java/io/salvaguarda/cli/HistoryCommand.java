package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "What became of every backup, verification, restore and drill, newest first.",
    footer = {
      "",
      "It begins when the notifier-service first ran. The CSV is whole, without a limit: times in it",
      "are ISO 8601 in UTC, durations are milliseconds.",
      "",
      "Examples:",
      "  salva history --source shop --kind backup",
      "  salva history --csv --from 2026-01-01 >history.csv"
    })
final class HistoryCommand extends ClientCommand {
  @Option(names = "--source", description = "only of this source")
  String source;

  @Option(
      names = "--kind",
      description = "backup, verification, restore, drill, window, prune or copy")
  String kind;

  @Option(names = "--from", paramLabel = "TIME", description = "ended then or later")
  String from;

  @Option(names = "--to", paramLabel = "TIME", description = "ended before")
  String to;

  @Option(names = "--csv", description = "print CSV (RFC 4180), for spreadsheets")
  boolean csv;

  @Mixin LimitOption limit;

  @Override
  public Integer call() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("source", source);
    parameters.put("kind", kind);
    parameters.put("from", from == null ? null : GivenTime.orDay(from).toString());
    parameters.put("to", to == null ? null : GivenTime.orDay(to).toString());
    if (csv) {
      out().print(rest().text(Service.NOTIFIER, "/history", parameters, "text/csv"));
      out().flush();
      return ExitCode.DONE;
    }
    parameters.put("limit", limit.toString());
    JsonNode entries = rest().get(Service.NOTIFIER, "/history", parameters);
    return json ? printJson(entries) : print(entries);
  }

  private int print(JsonNode entries) {
    Table table =
        new Table(
            Column.text("ENDED"),
            Column.text("SOURCE"),
            Column.text("WHAT"),
            Column.state("OUTCOME"),
            Column.number("TOOK"),
            Column.number("READ"),
            Column.number("STORED"),
            Column.prose("WHY"));
    for (JsonNode each : entries) {
      table.row(
          Cells.time(each.path("endedAt")),
          Cells.text(each.path("sourceId")),
          what(each),
          Cells.text(each.path("outcome")),
          each.hasNonNull("durationMillis")
              ? Cells.duration(Duration.ofMillis(each.path("durationMillis").asLong()))
              : "-",
          Cells.size(each.path("plainBytes")),
          Cells.size(each.path("storedBytes")),
          each.hasNonNull("error") ? Cells.text(each.path("error")) : "");
    }
    table.print(out(), terminal(), "nothing has ended yet");
    return ExitCode.DONE;
  }

  /** {@code physical backup}, or {@code prune of main}. */
  private static String what(JsonNode entry) {
    String kind = Cells.text(entry.path("kind")).toLowerCase(Locale.ROOT);
    if (entry.hasNonNull("backupKind")) {
      return Cells.text(entry.path("backupKind")).toLowerCase(Locale.ROOT) + " " + kind;
    }
    return kind.equals("prune") || kind.equals("copy")
        ? kind + " of " + Cells.text(entry.path("repository"))
        : kind;
  }
}
