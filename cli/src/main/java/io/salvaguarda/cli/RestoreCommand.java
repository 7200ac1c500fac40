package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Restore, and see what can be restored.",
    subcommands = {
      RestoreRun.class,
      RestoreCommand.ListAll.class,
      RestoreWindow.class,
      RestoreProve.class
    })
final class RestoreCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The recovery points: what can be restored, newest first.",
      footer = {"", "Example:", "  salva restore list --source testdb"})
  static final class ListAll extends ClientCommand {
    @Option(names = "--source", description = "only of this source")
    String source;

    @Option(names = "--quarantined", description = "show the bad ones too")
    boolean quarantined;

    @Mixin LimitOption limit;

    @Override
    public Integer call() {
      Map<String, String> parameters =
          Map.of(
              "source",
              BackupCommand.orEmpty(source),
              "include",
              quarantined ? "quarantined" : "",
              "limit",
              limit.toString());
      JsonNode points = rest().get(Service.RESTORE, "/recovery-points", parameters);
      if (json) {
        return printJson(points);
      }
      Table table =
          new Table(
              Column.text("BACKUP"),
              Column.state("STATUS"),
              Column.text("LEVEL"),
              Column.text("STATE OF"),
              Column.number("SIZE"));
      for (JsonNode point : points) {
        table.row(
            Cells.text(point.path("backupId")),
            Cells.text(point.path("status")),
            Cells.text(point.path("level")),
            Cells.time(point.path("snapshotAt")),
            Cells.size(point.path("plainBytes")));
      }
      table.print(out(), terminal(), "nothing can be restored");
      return ExitCode.DONE;
    }
  }
}
