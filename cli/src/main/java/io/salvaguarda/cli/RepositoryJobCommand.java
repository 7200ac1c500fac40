package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that ask backup-service for work on a repository have. */
abstract class RepositoryJobCommand extends ClientCommand {
  @Parameters(paramLabel = "REPOSITORY", description = "a repository of salvaguarda.yaml")
  String repository;

  @Mixin WaitOptions wait;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "asking again with the same key gives the same job")
  String key;

  /** The last part of the path below the repository's. */
  abstract String work();

  abstract Map<String, Object> body();

  /** Shows the result of a job that succeeded, to people. */
  abstract void show(JsonNode result);

  /** Of a job that succeeded. */
  int exitCode(JsonNode result) {
    return ExitCode.DONE;
  }

  @Override
  public final Integer call() {
    JsonNode accepted =
        rest()
            .post(
                Service.BACKUP,
                "/repositories/" + Rest.encoded(repository) + "/" + work(),
                body(),
                key);
    return follow(Service.BACKUP, accepted, wait, this::print, this::exitCode);
  }

  private void print(JsonNode result) {
    if (result.path("outcome").asText().equals("NO_REPOSITORY")) {
      say("no backup was ever made to " + Cells.line(repository));
    } else {
      show(result);
    }
  }
}
