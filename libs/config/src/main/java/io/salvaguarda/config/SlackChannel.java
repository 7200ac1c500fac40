package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/**
 * A Slack channel, or one of a server that takes the same messages.
 *
 * @param name its key in the file
 * @param url of an incoming webhook: whoever knows it can write there
 */
public record SlackChannel(
    String name, Secret url, List<Network> allowedNetworks, Optional<RateLimit> limit)
    implements HttpChannel {
  public SlackChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public List<Secret> hidden() {
    return Urls.afterHost(url);
  }
}
