package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Send a real notice through every channel of a team, and see what becomes of it.",
    footer = {
      "",
      "A channel that was gone is written to again when it takes the test.",
      "Exits with 1 when a channel does not take it.",
      "",
      "Example:",
      "  salva notify test dba"
    })
final class NotifyTest extends ClientCommand {
  private static final long POLL_MILLIS = 200;

  @Parameters(paramLabel = "TEAM", description = "its name in salvaguarda.yaml")
  String team;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = Span.Minutes.class,
      description = "stop waiting after so long, exit 6; 1m by default")
  Duration timeout;

  @Override
  public Integer call() {
    JsonNode begun = rest().post(Service.NOTIFIER, "/teams/" + Rest.encoded(team) + "/test-notice");
    Deadline end = new Deadline(timeout);
    List<JsonNode> ended = new ArrayList<>();
    for (JsonNode delivery : begun) {
      ended.add(ended(delivery, end));
    }
    if (json) {
      printJson(ended);
    } else {
      print(ended);
    }
    if (ended.stream().anyMatch(each -> is(each, "DEAD"))) {
      return ExitCode.FAILED;
    }
    return ended.stream().allMatch(each -> is(each, "DELIVERED"))
        ? ExitCode.DONE
        : ExitCode.INCONCLUSIVE;
  }

  private JsonNode ended(JsonNode delivery, Deadline end) {
    String path = "/deliveries/" + Rest.encoded(delivery.path("deliveryId").asText());
    JsonNode now = delivery;
    while (is(now, "PENDING") && !end.isPast()) {
      Deadline.pause(POLL_MILLIS);
      now = rest().get(Service.NOTIFIER, path);
    }
    return now;
  }

  private void print(List<JsonNode> ended) {
    Table table =
        new Table(
            Column.text("CHANNEL"),
            Column.text("TYPE"),
            Column.state("STATE"),
            Column.text("TAKEN BY"),
            Column.prose("ERROR"));
    for (JsonNode each : ended) {
      table.row(
          Cells.text(each.path("channel")),
          Cells.text(each.path("channelType")),
          Cells.text(each.path("state")),
          Cells.text(each.path("takenBy")),
          each.hasNonNull("lastError") ? Cells.text(each.path("lastError")) : "");
    }
    table.print(out(), terminal(), "the team has no channel");
  }

  private static boolean is(JsonNode delivery, String state) {
    return delivery.path("state").asText().equals(state);
  }
}
