package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    description = {
      "Say that you take care of an incident: it is not escalated, and nobody is reminded of it for",
      "some days. It stays open until it is solved."
    },
    footer = {"", "Example:", "  salva incidents ack 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
final class IncidentAck extends ClientCommand {
  @Parameters(paramLabel = "INCIDENT", description = "its id")
  String id;

  @Override
  public Integer call() {
    JsonNode incident =
        rest().post(Service.NOTIFIER, "/incidents/" + Rest.encoded(id) + "/acknowledge");
    return json ? printJson(incident) : say("it is yours until it is solved");
  }
}
