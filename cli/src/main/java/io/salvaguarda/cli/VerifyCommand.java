package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Prove backups and look at the proofs.",
    subcommands = {VerifyCommand.Run.class, VerifyCommand.ListAll.class, VerifyCommand.Show.class})
final class VerifyCommand {

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Prove a backup, or a source's latest one, and wait for the verdict.",
      footer = {
        "",
        "Exit 0 when it passed, 1 when the backup is bad, 6 when that could not be found out.",
        "",
        "Examples:",
        "  salva verify run testdb",
        "  salva verify run testdb --kind physical",
        "  salva verify run testdb/logical/2026-01-02_02-00-00-1a2b3c"
      })
  static final class Run extends ClientCommand {
    @Parameters(paramLabel = "SOURCE|BACKUP", description = "a source, or a backup's id")
    String what;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "of a source: its latest logical (the default) or physical backup")
    String kind;

    @Mixin WaitOptions wait;

    @Override
    public Integer call() {
      Map<String, String> request = new LinkedHashMap<>();
      request.put(what.contains("/") ? "backupId" : "source", what);
      if (kind != null) {
        request.put("kind", kind);
      }
      JsonNode accepted = rest().post(Service.VERIFY, "/verifications", request);
      String id = JobWait.idOf(accepted, Service.VERIFY);
      if (wait.noWait) {
        return json ? printJson(accepted) : say("job " + id);
      }
      waitFor(Service.VERIFY).until(id, wait.timeout);
      JsonNode verification = rest().get(Service.VERIFY, "/verifications/" + Rest.encoded(id));
      if (json) {
        printJson(verification);
      } else {
        Verdict.print(verification, out(), terminal());
      }
      return Verdict.exitCode(verification);
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The verifications, newest first.",
      footer = {"", "Example:", "  salva verify list --source testdb"})
  static final class ListAll extends ClientCommand {
    @Option(names = "--source", description = "only of this source")
    String source;

    @Option(names = "--backup", description = "only of this backup")
    String backup;

    @Mixin LimitOption limit;

    @Override
    public Integer call() {
      Map<String, String> parameters =
          Map.of(
              "source",
              BackupCommand.orEmpty(source),
              "backupId",
              BackupCommand.orEmpty(backup),
              "limit",
              limit.toString());
      JsonNode found = rest().get(Service.VERIFY, "/verifications", parameters);
      if (json) {
        return printJson(found);
      }
      Table table =
          new Table(
              Column.text("VERIFICATION"),
              Column.text("BACKUP"),
              Column.state("OUTCOME"),
              Column.text("LEVEL"),
              Column.text("STARTED"),
              Column.number("ROWS"));
      for (JsonNode each : found) {
        table.row(
            Cells.text(each.path("verificationId")),
            Cells.text(each.path("backupId")),
            Cells.text(each.path("outcome")),
            Cells.text(each.path("level")),
            Cells.time(each.path("startedAt")),
            Cells.count(each.path("rowsCompared")));
      }
      table.print(out(), terminal(), "no verifications");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One verification, with its findings.",
      footer = {"", "Example:", "  salva verify show 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "VERIFICATION", description = "its id")
    String id;

    @Override
    public Integer call() {
      JsonNode verification = rest().get(Service.VERIFY, "/verifications/" + Rest.encoded(id));
      if (json) {
        return printJson(verification);
      }
      new Fields(out(), terminal()).print(verification);
      return ExitCode.DONE;
    }
  }
}
