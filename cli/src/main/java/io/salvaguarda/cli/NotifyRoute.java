package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "route",
    mixinStandardHelpOptions = true,
    description = "Explain who would be told of something, and why. Nobody is told.",
    footer = {
      "",
      "Examples:",
      "  salva notify route --source testdb --type backup.failed",
      "  salva notify route --source testdb --type wal.stalled --at 2026-01-31T03:00:00Z"
    })
final class NotifyRoute extends ClientCommand {
  @Option(names = "--source", required = true, description = "the source")
  String source;

  @Option(names = "--type", required = true, description = "the event, for example backup.failed")
  String type;

  @Option(names = "--severity", description = "critical (default) or warning")
  String severity;

  @Option(names = "--at", description = "at this time rather than now")
  String at;

  @Override
  public Integer call() {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("source", source);
    question.put("type", type);
    question.put("severity", severity);
    question.put("at", at == null ? null : GivenTime.of(at).toString());
    JsonNode answer = rest().get(Service.NOTIFIER, "/routes/explain", question);
    return json ? printJson(answer) : print(answer);
  }

  private int print(JsonNode answer) {
    for (JsonNode each : answer.path("considered")) {
      say(
          "route %s: %s%s"
              .formatted(
                  Cells.text(each.path("route")),
                  each.path("fits").asBoolean() ? "" : "not, ",
                  Cells.text(each.path("because"))));
    }
    say(
        "told: %s (%s)"
            .formatted(joined(answer.path("channels")), Cells.text(answer.path("route"))));
    if (!answer.path("administrators").isEmpty()) {
      say("administrators at once: " + joined(answer.path("administrators")));
    }
    if (answer.hasNonNull("heldBy")) {
      say(
          "held back: %s, until %s"
              .formatted(Cells.text(answer.path("heldBy")), Cells.time(answer.path("heldUntil"))));
    }
    for (JsonNode step : answer.path("escalation")) {
      say(
          "not acknowledged after %s: %s"
              .formatted(
                  Cells.duration(Duration.ofSeconds(step.path("afterSeconds").asLong())),
                  joined(step.path("channels"))));
    }
    return ExitCode.DONE;
  }

  private static String joined(JsonNode names) {
    return StreamSupport.stream(names.spliterator(), false)
        .map(Cells::text)
        .collect(Collectors.joining(", "));
  }
}
