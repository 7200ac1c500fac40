package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "subscribe",
    mixinStandardHelpOptions = true,
    description = "Have events sent to a URL, signed: what another system needs to react.",
    footer = {
      "",
      "Shows the secret that the webhooks are signed with, this once; SALVA_WEBHOOK_SECRET gives one.",
      "",
      "Examples:",
      "  salva events subscribe --url https://ci.example.org/hook --type 'io.salvaguarda.backup.*'",
      "  salva events subscribe --url https://ci.example.org/hook --type '*' --source 'shop-*'"
    })
final class EventsSubscribe extends ClientCommand {
  @Option(names = "--url", required = true, description = "where to; https")
  String url;

  @Option(
      names = "--type",
      required = true,
      description = "a type of event, * for any characters; may be given several times")
  List<String> types;

  @Option(names = "--source", description = "only of these sources; may be given several times")
  List<String> sources;

  @Override
  public Integer call() {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("types", types);
    if (sources != null) {
      wish.put("sources", sources);
    }
    wish.put("url", url);
    String own = environment().get("SALVA_WEBHOOK_SECRET");
    if (own != null) {
      wish.put("secret", own);
    }
    JsonNode made = rest().post(Service.NOTIFIER, "/subscriptions", wish);
    if (json) {
      return printJson(made);
    }
    say("subscription " + Cells.text(made.path("subscriptionId")));
    return own == null ? say("secret " + Cells.text(made.path("secret"))) : ExitCode.DONE;
  }
}
