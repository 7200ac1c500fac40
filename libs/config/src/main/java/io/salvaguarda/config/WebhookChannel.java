package io.salvaguarda.config;

import java.net.URI;
import java.util.List;

/**
 * A webhook, signed as Standard Webhooks 1.0.
 *
 * @param name its key in the file
 * @param url https, or http where {@code allowedNetworks} is not empty; may itself be secret: never
 *     show it in full
 * @param secret {@code whsec_} and base64
 * @param allowedNetworks loopback, private and other special addresses are refused at connect
 *     except in these networks
 */
public record WebhookChannel(String name, URI url, Secret secret, List<Network> allowedNetworks)
    implements Channel {
  public WebhookChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  /** Without the URL's path and query, which often hold a secret. */
  @Override
  public String toString() {
    return "WebhookChannel[" + name + ", " + url.getScheme() + "://" + url.getHost() + "]";
  }
}
