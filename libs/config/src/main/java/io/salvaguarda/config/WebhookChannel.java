package io.salvaguarda.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A webhook, signed as Standard Webhooks 1.0.
 *
 * @param name its key in the file
 * @param url https, or http where {@code allowedNetworks} is not empty; may itself be secret: never
 *     show it in full
 * @param secrets {@code whsec_} and base64; at least one. A message is signed with each, so that a
 *     receiver can go over from one to the next
 */
public record WebhookChannel(
    String name,
    URI url,
    List<Secret> secrets,
    List<Network> allowedNetworks,
    Optional<RateLimit> limit)
    implements HttpChannel {
  public WebhookChannel {
    secrets = List.copyOf(secrets);
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public List<Secret> hidden() {
    return Stream.concat(Urls.afterHost(url), secrets.stream()).toList();
  }

  /** Without the URL's path and query, which often hold a secret. */
  @Override
  public String toString() {
    return "WebhookChannel[" + name + ", " + url.getScheme() + "://" + url.getHost() + "]";
  }
}
