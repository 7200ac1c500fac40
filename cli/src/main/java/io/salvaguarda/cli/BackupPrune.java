package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Have backup-service delete what no backup of a repository needs, and wait for the end. Without",
      "any service: salva repo prune."
    },
    footer = {
      "",
      "Ctrl-C only stops waiting. Exit 1 when it failed; 4 when the repository is being pruned",
      "already; 3 when it is not known.",
      "",
      "Examples:",
      "  salva backup prune main --dry-run",
      "  salva backup prune main --no-wait --json"
    })
final class BackupPrune extends RepositoryJobCommand {
  @Option(names = "--dry-run", description = "tell what would be done, and change nothing")
  boolean dryRun;

  @Override
  String work() {
    return "prune";
  }

  @Override
  Map<String, Object> body() {
    return Map.of("dryRun", dryRun);
  }

  @Override
  void show(JsonNode result) {
    JsonNode figures = result.path("figures");
    if (figures.isObject()) {
      line("DELETED", figures.path("deleted"), "in no backup for the whole grace");
      line("MARKED", figures.path("marked"), "in no backup since now");
      line("WAITING", figures.path("waiting"), "in no backup, its grace is not over");
      line("SPARED", figures.path("spared"), "too new to be marked, or wanted again");
      line("NEEDED", figures.path("needed"), "in a backup");
    }
    if (result.path("outcome").asText().equals("DRY_RUN")) {
      out().println("dry run: nothing was changed");
    }
  }

  private void line(String fate, JsonNode count, String why) {
    out()
        .printf(
            "%-8s %,9d chunks %12s  %s%n",
            fate, count.path("chunks").asLong(), Cells.bytes(count.path("bytes").asLong()), why);
  }

  @Override
  int exitCode(JsonNode result) {
    return switch (result.path("outcome").asText()) {
      case "BUSY" ->
          throw new CliFailure(
              ExitCode.REFUSED,
              "another prune is at work, or died: it last showed life at "
                  + Cells.line(result.path("busySince").asText()));
      case "TAKEN_OVER" ->
          throw new CliFailure(
              ExitCode.REFUSED, "another prune took over, because this one was held up too long");
      default -> ExitCode.DONE;
    };
  }
}
