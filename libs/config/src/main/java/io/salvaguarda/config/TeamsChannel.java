package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/**
 * A Microsoft Teams channel.
 *
 * @param name its key in the file
 * @param url of a workflow that is started by a webhook and posts a card: whoever knows it can
 *     write there
 */
public record TeamsChannel(
    String name, Secret url, List<Network> allowedNetworks, Optional<RateLimit> limit)
    implements HttpChannel {
  public TeamsChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "msteams";
  }

  @Override
  public List<Secret> hidden() {
    return Urls.afterHost(url);
  }
}
