package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "wal",
    mixinStandardHelpOptions = true,
    description = "The write-ahead logs: what can be restored to any instant.",
    subcommands = {SourceWalCommand.Status.class, SourceWalCommand.Adopt.class})
final class SourceWalCommand {

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {
        "How the logs stand: the window that can be restored, gaps, how far behind the repository is,",
        "and what the servers keep for their slots."
      },
      footer = {"", "Examples:", "  salva wal status", "  salva wal status testdb"})
  static final class Status extends ClientCommand {
    @Parameters(
        paramLabel = "SOURCE",
        arity = "0..1",
        description = "the source's key in salvaguarda.yaml; all by default")
    String source;

    @Override
    public Integer call() {
      JsonNode found =
          source == null
              ? rest().get(Service.BACKUP, "/wal")
              : rest().get(Service.BACKUP, "/sources/" + Rest.encoded(source) + "/wal");
      if (json) {
        return printJson(found);
      }
      List<JsonNode> logs = new ArrayList<>();
      (found.isArray() ? found : List.of(found)).forEach(logs::add);
      print(logs);
      return ExitCode.DONE;
    }

    private void print(List<JsonNode> logs) {
      Table table =
          new Table(
              Column.text("SOURCE"),
              Column.text("WAL"),
              Column.text("IN THE REPOSITORY"),
              Column.number("LAG"),
              Column.number("SLOT"),
              Column.text("WINDOW FROM"),
              Column.text("WINDOW TO"),
              Column.prose("TROUBLE"));
      for (JsonNode log : logs) {
        JsonNode standing = log.path("standing");
        table.row(
            Cells.text(log.path("source")),
            Cells.text(log.path("mode")),
            position(standing),
            lag(standing),
            Cells.size(standing.at("/slot/bytes")),
            Cells.time(standing.at("/window/fromTime")),
            Cells.time(standing.at("/window/toTime")),
            trouble(log));
      }
      table.print(out(), terminal(), "no source's log comes into a repository");
      logs.forEach(this::gaps);
    }

    private void gaps(JsonNode log) {
      for (JsonNode gap : log.at("/standing/gaps")) {
        say(
            "%s: gap on timeline %s, %s, in segments %s to %s"
                .formatted(
                    Cells.text(log.path("source")),
                    Cells.text(gap.path("timeline")),
                    Cells.size(gap.path("bytes")),
                    Cells.text(gap.path("first")),
                    Cells.text(gap.path("last"))));
      }
    }

    private static String position(JsonNode standing) {
      return standing.path("durableTo").isTextual()
          ? Cells.text(standing.path("durableTo")) + " on " + Cells.text(standing.path("timeline"))
          : "-";
    }

    private static String lag(JsonNode standing) {
      return standing.path("lagSeconds").isNumber()
          ? "%.0f s, %s"
              .formatted(
                  standing.path("lagSeconds").asDouble(), Cells.size(standing.path("lagBytes")))
          : "-";
    }

    private static String trouble(JsonNode log) {
      List<String> found = new ArrayList<>();
      log.path("troubles").forEach(each -> found.add(Cells.text(each.path("trouble"))));
      JsonNode failure = log.at("/standing/failure");
      if (failure.isObject()) {
        found.add(Cells.text(failure.path("message")));
      }
      return found.isEmpty() ? "-" : String.join(", ", found);
    }
  }

  @Command(
      name = "adopt",
      mixinStandardHelpOptions = true,
      description = {
        "Archive the cluster that the source is now, after it was set up anew or upgraded. The log of",
        "the former cluster stays. Then take a physical backup."
      },
      footer = {"", "Example:", "  salva wal adopt testdb"})
  static final class Adopt extends ClientCommand {
    @Parameters(paramLabel = "SOURCE", description = "the source's key in salvaguarda.yaml")
    String source;

    @Override
    public Integer call() {
      JsonNode adopted =
          rest().post(Service.BACKUP, "/sources/" + Rest.encoded(source) + "/wal/adoption");
      return json
          ? printJson(adopted)
          : say("cluster " + Cells.text(adopted.path("systemId")) + " is archived from now on");
    }
  }
}
