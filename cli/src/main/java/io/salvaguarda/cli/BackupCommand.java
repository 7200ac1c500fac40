package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Take backups, look at them, and look after the repositories that hold them.",
    subcommands = {
      BackupRun.class,
      BackupCommand.ListAll.class,
      BackupCommand.Show.class,
      BackupCommand.Accept.class,
      BackupHold.class,
      BackupRelease.class,
      BackupRetention.class,
      BackupPrune.class,
      BackupCopy.class,
      BackupProveKeys.class
    })
final class BackupCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The backups, newest first.",
      footer = {
        "",
        "Examples:",
        "  salva backup list --source testdb",
        "  salva backup list --json | jq -r '.[] | select(.status==\"VERIFIED\").backupId'"
      })
  static final class ListAll extends ClientCommand {
    @Option(names = "--source", description = "only of this source")
    String source;

    @Mixin LimitOption limit;

    @Override
    public Integer call() {
      JsonNode backups =
          rest()
              .get(
                  Service.BACKUP,
                  "/backups",
                  Map.of("source", orEmpty(source), "limit", limit.toString()));
      if (json) {
        return printJson(backups);
      }
      Table table =
          new Table(
              Column.text("BACKUP"),
              Column.state("STATUS"),
              Column.text("LEVEL"),
              Column.text("COMPLETED"),
              Column.number("READ"),
              Column.number("STORED"),
              Column.number("ROWS"),
              Column.prose("HELD"));
      for (JsonNode backup : backups) {
        table.row(
            Cells.text(backup.path("backupId")),
            Cells.text(backup.path("status")),
            Cells.text(backup.path("level")),
            Cells.time(backup.path("completedAt")),
            Cells.size(backup.path("plainBytes")),
            Cells.size(backup.path("storedBytes")),
            counted(backup),
            held(backup.path("hold")));
      }
      table.print(out(), terminal(), "no backups");
      return ExitCode.DONE;
    }

    /** Rows are not counted in a whole cluster. */
    private static String counted(JsonNode backup) {
      return backup.path("kind").asText().equals("LOGICAL")
          ? Cells.count(backup.path("rows"))
          : "-";
    }

    private static String held(JsonNode hold) {
      return hold.isObject()
          ? "by %s: %s".formatted(Cells.text(hold.path("by")), Cells.text(hold.path("reason")))
          : "-";
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One backup, whole.",
      footer = {"", "Example:", "  salva backup show testdb/logical/2026-01-02_02-00-00-1a2b3c"})
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
    String id;

    @Override
    public Integer call() {
      JsonNode backup = rest().get(Service.BACKUP, pathOf(id));
      if (json) {
        return printJson(backup);
      }
      new Fields(out(), terminal()).print(backup);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "accept",
      mixinStandardHelpOptions = true,
      description =
          "Say that a far smaller backup is right: old backups of the source are deleted again.",
      footer = {"", "Example:", "  salva backup accept testdb"})
  static final class Accept extends ClientCommand {
    @Parameters(paramLabel = "SOURCE", description = "the source's key in salvaguarda.yaml")
    String source;

    @Override
    public Integer call() {
      JsonNode nothing =
          rest().delete(Service.BACKUP, "/sources/" + Rest.encoded(source) + "/retention-hold");
      return json ? printJson(nothing) : say("accepted; retention goes on");
    }
  }

  /** Where REST has the backup. */
  static String pathOf(String id) {
    String[] parts = id.split("/", -1);
    if (parts.length != 3) {
      throw new CliFailure(
          ExitCode.USAGE, "\"" + Cells.line(id) + "\" is not <source>/<kind>/<label>");
    }
    return "/backups/%s/%s/%s"
        .formatted(Rest.encoded(parts[0]), Rest.encoded(parts[1]), Rest.encoded(parts[2]));
  }

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
