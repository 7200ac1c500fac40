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
    description = "Take backups and look at them.",
    subcommands = {BackupCommand.Run.class, BackupCommand.ListAll.class, BackupCommand.Show.class})
final class BackupCommand {

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Back a source up now and wait for the end.",
      footer = {
        "",
        "Examples:",
        "  salva backup run testdb",
        "  salva backup run testdb --no-wait --json"
      })
  static final class Run extends ClientCommand {
    @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
    String source;

    @Mixin WaitOptions wait;

    @Override
    public Integer call() {
      JsonNode accepted = rest().post("backup", "/backups", Map.of("source", source));
      String jobId = accepted.path("jobId").asText();
      if (wait.noWait) {
        return json ? printJson(accepted) : say("job " + jobId);
      }
      JsonNode job = new JobWait(rest(), "backup", err()).until(jobId, wait.timeout());
      if (!job.path("state").asText().equals("SUCCEEDED")) {
        if (json) {
          printJson(job);
        }
        throw JobWait.failure(job);
      }
      if (json) {
        return printJson(job);
      }
      JsonNode result = job.path("result");
      return say(
          "%s: %s read, %s stored"
              .formatted(
                  Cells.text(result.path("backupId")),
                  Cells.size(result.path("plainBytes")),
                  Cells.size(result.path("storedBytes"))));
    }

    private int say(String line) {
      out().println(line);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The backups, newest first.",
      footer = {"", "Example:", "  salva backup list --source testdb"})
  static final class ListAll extends ClientCommand {
    @Option(names = "--source", description = "only of this source")
    String source;

    @Option(names = "--limit", defaultValue = "50", description = "at most so many; 50 by default")
    int limit;

    @Override
    public Integer call() {
      JsonNode backups =
          rest().get("backup", "/backups", Map.of("source", orEmpty(source), "limit", "" + limit));
      if (json) {
        return printJson(backups);
      }
      Table table = new Table("BACKUP", "STATUS", "LEVEL", "COMPLETED", "READ", "STORED", "ROWS");
      for (JsonNode backup : backups) {
        table.row(
            Cells.text(backup.path("backupId")),
            Cells.text(backup.path("status")),
            Cells.text(backup.path("level")),
            Cells.time(backup.path("completedAt")),
            Cells.size(backup.path("plainBytes")),
            Cells.size(backup.path("storedBytes")),
            Cells.text(backup.path("rows")));
      }
      table.print(out(), "no backups");
      return ExitCode.DONE;
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
      String[] parts = id.split("/", -1);
      if (parts.length != 3) {
        throw new CliFailure(
            ExitCode.USAGE, "\"" + Cells.clean(id) + "\" is not <source>/<kind>/<label>");
      }
      JsonNode backup =
          rest()
              .get(
                  "backup",
                  "/backups/%s/%s/%s"
                      .formatted(
                          Rest.encoded(parts[0]), Rest.encoded(parts[1]), Rest.encoded(parts[2])));
      if (json) {
        return printJson(backup);
      }
      printFields(backup);
      return ExitCode.DONE;
    }
  }

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
