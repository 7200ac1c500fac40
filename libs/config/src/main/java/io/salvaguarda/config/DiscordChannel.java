package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/**
 * A Discord channel.
 *
 * @param name its key in the file
 * @param url of a webhook: whoever knows it can write there
 */
public record DiscordChannel(
    String name, Secret url, List<Network> allowedNetworks, Optional<RateLimit> limit)
    implements HttpChannel {
  public DiscordChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "discord";
  }

  @Override
  public List<Secret> hidden() {
    return Urls.afterHost(url);
  }
}
