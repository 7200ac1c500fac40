package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    description = {
      "Have backup-service bring a copy of a repository up to date, and wait for the end. Without any",
      "service, and to places that salvaguarda.yaml does not name: salva repo copy."
    },
    footer = {
      "",
      "Ctrl-C only stops waiting. Exit 1 when a backup could not be copied; 4 when the same copy is",
      "under way; 3 when the repository is not known, or has no copy.",
      "",
      "Examples:",
      "  salva backup copy main",
      "  salva backup copy main --to second --timeout 2d"
    })
final class BackupCopy extends RepositoryJobCommand {
  @Option(
      names = "--to",
      paramLabel = "NAME",
      description = "one of the repository's copies; may be left out when it has but one")
  String to;

  @Override
  String work() {
    return "copies";
  }

  @Override
  Map<String, Object> body() {
    return to == null ? Map.of() : Map.of("to", to);
  }

  @Override
  void show(JsonNode result) {
    JsonNode figures = result.path("figures");
    out()
        .printf(
            "%s backups copied, %s were there, %s left out; %s new chunks, %s%n",
            Cells.count(figures.path("backups")),
            Cells.count(figures.path("alreadyThere")),
            Cells.count(figures.path("leftOut")),
            Cells.count(figures.path("newChunks")),
            Cells.size(figures.path("newBytes")));
  }
}
