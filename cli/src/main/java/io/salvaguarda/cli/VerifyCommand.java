package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
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
  private static final Set<String> GOING_ON = Set.of("QUEUED", "RUNNING");

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Prove a backup, or a source's latest one, and wait for the verdict.",
      footer = {
        "",
        "Examples:",
        "  salva verify run testdb",
        "  salva verify run testdb/logical/2026-01-02_02-00-00-1a2b3c"
      })
  static final class Run extends ClientCommand {
    @Parameters(paramLabel = "SOURCE|BACKUP", description = "a source, or a backup's id")
    String what;

    @Mixin WaitOptions wait;

    @Override
    public Integer call() {
      String key = what.contains("/") ? "backupId" : "source";
      JsonNode accepted = rest().post("verify", "/verifications", Map.of(key, what));
      String id = accepted.path("jobId").asText();
      if (wait.noWait) {
        if (json) {
          return printJson(accepted);
        }
        out().println("job " + id);
        return ExitCode.DONE;
      }
      new JobWait(rest(), "verify", err()).until(id, wait.timeout());
      JsonNode verification = rest().get("verify", "/verifications/" + id);
      if (json) {
        printJson(verification);
      } else {
        print(verification);
      }
      return exitCode(verification);
    }

    private void print(JsonNode verification) {
      out()
          .printf(
              "%s %s level %s, %s tables and %s rows compared%n",
              Cells.text(verification.path("outcome")),
              Cells.text(verification.path("backupId")),
              Cells.text(verification.path("level")),
              Cells.text(verification.path("tablesCompared")),
              Cells.text(verification.path("rowsCompared")));
      for (JsonNode finding : verification.path("findings")) {
        out()
            .printf(
                "  %s %s: %s%n",
                Cells.text(finding.path("code")),
                Cells.text(finding.path("object")),
                Cells.text(finding.path("message")));
      }
      JsonNode failure = verification.path("failure");
      if (failure.isObject()) {
        out().println("  next: " + Cells.text(failure.path("nextStep")));
      }
    }

    private static int exitCode(JsonNode verification) {
      return switch (verification.path("outcome").asText()) {
        case "PASSED" -> ExitCode.DONE;
        case "FAILED" -> ExitCode.FAILED;
        default -> ExitCode.INCONCLUSIVE;
      };
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

    @Override
    public Integer call() {
      JsonNode found =
          rest()
              .get(
                  "verify",
                  "/verifications",
                  Map.of(
                      "source",
                      BackupCommand.orEmpty(source),
                      "backupId",
                      BackupCommand.orEmpty(backup)));
      if (json) {
        return printJson(found);
      }
      Table table = new Table("VERIFICATION", "BACKUP", "OUTCOME", "LEVEL", "STARTED", "ROWS");
      for (JsonNode each : found) {
        table.row(
            Cells.text(each.path("verificationId")),
            Cells.text(each.path("backupId")),
            Cells.text(each.path("outcome")),
            Cells.text(each.path("level")),
            Cells.time(each.path("startedAt")),
            Cells.text(each.path("rowsCompared")));
      }
      table.print(out(), "no verifications");
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
      JsonNode verification = rest().get("verify", "/verifications/" + Rest.encoded(id));
      if (json) {
        return printJson(verification);
      }
      printFields(verification);
      return GOING_ON.contains(verification.path("outcome").asText())
          ? ExitCode.INCONCLUSIVE
          : ExitCode.DONE;
    }
  }
}
