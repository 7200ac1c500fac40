package io.salvaguarda.config;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code channels}. */
final class ChannelReader {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;]+@[^@\\s<>,;]+");
  private static final String SECRET_PREFIX = "whsec_";
  private static final URI NOWHERE = URI.create("https://invalid");

  private enum Type {
    MAIL,
    WEBHOOK,
    UNKNOWN
  }

  private ChannelReader() {}

  static Channel read(String name, YamlValue value) {
    Type type =
        value
            .entries()
            .require("type", "mail")
            .map(
                written ->
                    written.oneOf(
                        Type.UNKNOWN,
                        "type of channel",
                        Map.of("mail", Type.MAIL, "webhook", Type.WEBHOOK)))
            .orElse(Type.UNKNOWN);
    return switch (type) {
      case MAIL -> mail(name, value.map("type", "to"));
      case WEBHOOK -> webhook(name, value.map("type", "url", "secret", "allowedNetworks"));
      case UNKNOWN -> new MailChannel(name, List.of());
    };
  }

  private static MailChannel mail(String name, YamlMap map) {
    List<String> to =
        map
            .require("to", "[dba@example.org]")
            .map(list -> list.itemsAtLeastOne("Name whom to write to."))
            .orElse(List.of())
            .stream()
            .map(address -> address.parsed("", ChannelReader::address))
            .toList();
    return new MailChannel(name, to);
  }

  private static WebhookChannel webhook(String name, YamlMap map) {
    List<Network> networks =
        map.get("allowedNetworks").map(YamlValue::items).orElse(List.of()).stream()
            .map(network -> network.parsed(Network.NONE, Network::parse))
            .toList();
    // hidden: the path of a webhook's URL is often all that protects it
    URI url =
        map.require("url", "\"https://hooks.example.org/salvaguarda\"")
            .map(written -> written.hidden(NOWHERE, text -> Urls.webhook(text, networks)))
            .orElse(NOWHERE);
    Secret secret =
        map.require("secret", "\"file:/run/secrets/webhook\"")
            .map(written -> written.secret(ChannelReader::webhookSecret))
            .orElse(Secret.of(""));
    return new WebhookChannel(name, url, secret, networks);
  }

  private static String address(String text) throws Refused {
    if (!ADDRESS.matcher(text).matches()) {
      throw new Refused("is not a mail address", "Try \"dba@example.org\".");
    }
    return text;
  }

  /** Standard Webhooks 1.0: 24 to 64 random bytes in base64 after a prefix. */
  private static void webhookSecret(String secret) throws Refused {
    String remedy = "Make one with: echo \"whsec_$(openssl rand -base64 32)\".";
    if (!secret.startsWith(SECRET_PREFIX)) {
      throw new Refused("is not a webhook secret: it does not start with whsec_", remedy);
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
      if (bytes < 24 || bytes > 64) {
        throw new Refused(
            "is not a webhook secret: it must hold 24 to 64 bytes, not " + bytes, remedy);
      }
    } catch (IllegalArgumentException e) {
      throw new Refused("is not a webhook secret: no base64 follows whsec_", remedy);
    }
  }
}
