package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = "Say that an incident is over, where no event will.",
    footer = {"", "Example:", "  salva incidents resolve 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
final class IncidentResolve extends ClientCommand {
  @Parameters(paramLabel = "INCIDENT", description = "its id")
  String id;

  @Override
  public Integer call() {
    JsonNode incident =
        rest().post(Service.NOTIFIER, "/incidents/" + Rest.encoded(id) + "/resolve");
    return json ? printJson(incident) : say("resolved; everybody who was told hears of it");
  }
}
