package io.salvaguarda.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A PagerDuty service with an integration of Events API v2.
 *
 * @param name its key in the file
 * @param url where the Events API is
 * @param routingKey the integration's key
 */
public record PagerDutyChannel(
    String name,
    URI url,
    Secret routingKey,
    List<Network> allowedNetworks,
    Optional<RateLimit> limit)
    implements HttpChannel {
  public PagerDutyChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "pagerduty";
  }

  @Override
  public List<Secret> hidden() {
    return List.of(routingKey);
  }
}
