package io.salvaguarda.config;

import java.net.URI;
import java.util.Base64;
import java.util.List;

/** Reads a channel of type {@code webhook}. */
final class WebhookReader {
  private static final String PREFIX = "whsec_";

  private WebhookReader() {}

  static Channel read(String name, YamlValue value) {
    YamlMap map = value.map("type", "url", "secret", "secrets", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    // hidden: the path of a webhook's URL is often all that protects it
    URI url =
        map.require("url", "\"https://hooks.example.org/salvaguarda\"")
            .map(written -> written.hidden(Urls.NOWHERE, text -> Urls.webhook(text, networks)))
            .orElse(Urls.NOWHERE);
    return new WebhookChannel(name, url, secrets(map), networks, ChannelReader.limit(map));
  }

  private static List<Secret> secrets(YamlMap map) {
    map.requireOne(
        "secret", "\"file:/run/secrets/webhook\"", "secrets", "[\"${NEW_ONE}\", \"${OLD_ONE}\"]");
    return map
        .get("secret")
        .map(List::of)
        .or(() -> map.get("secrets").map(list -> list.itemsAtLeastOne("Messages must be signed.")))
        .orElse(List.of())
        .stream()
        .map(written -> written.secret(WebhookReader::check))
        .toList();
  }

  /** Standard Webhooks 1.0: 24 to 64 random bytes in base64 after a prefix. */
  static void check(String secret) throws Refused {
    String remedy = "Make one with: echo \"whsec_$(openssl rand -base64 32)\".";
    if (!secret.startsWith(PREFIX)) {
      throw new Refused("is not a webhook secret: it does not start with whsec_", remedy);
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      if (bytes < 24 || bytes > 64) {
        throw new Refused(
            "is not a webhook secret: it must hold 24 to 64 bytes, not " + bytes, remedy);
      }
    } catch (IllegalArgumentException e) {
      throw new Refused("is not a webhook secret: no base64 follows whsec_", remedy);
    }
  }
}
