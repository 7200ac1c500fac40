package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description =
        "Recover to a random instant of the window, in a place that is thrown away, and look.",
    footer = {"", "Exit 1 when it is not proven.", "", "Example:", "  salva restore prove testdb"})
final class RestoreProve extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
  String source;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() {
    JsonNode accepted =
        rest().post(Service.RESTORE, "/recovery-window/proofs", Map.of("source", source));
    return follow(Service.RESTORE, accepted, wait, this::print);
  }

  private void print(JsonNode result) {
    say(
        "proven: recovered to %s from %s; it shows the %s of %s"
            .formatted(
                Cells.text(result.path("target")),
                Cells.text(result.path("backupId")),
                result.path("heartbeat").asBoolean() ? "heartbeat" : "last commit",
                Cells.text(result.path("reachedAt"))));
  }
}
