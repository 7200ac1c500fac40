package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Try again what was given up; a channel that was gone is written to again.",
    footer = {
      "",
      "Examples:",
      "  salva notify replay 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f",
      "  salva notify replay --channel dba-hook"
    })
final class NotifyReplay extends ClientCommand {
  static final class Which {
    @Parameters(paramLabel = "DELIVERY", description = "its id")
    String id;

    @Option(names = "--channel", description = "all that this channel missed")
    String channel;
  }

  @ArgGroup(multiplicity = "1")
  Which which;

  @Override
  public Integer call() {
    if (which.id != null) {
      JsonNode answer =
          rest().post(Service.NOTIFIER, "/deliveries/" + Rest.encoded(which.id) + "/replay");
      return json ? printJson(answer) : say("it is tried again");
    }
    JsonNode answer =
        rest().post(Service.NOTIFIER, "/channels/" + Rest.encoded(which.channel) + "/replay");
    return json
        ? printJson(answer)
        : say(answer.path("deliveries").asInt() + " deliveries are tried again");
  }
}
