package io.salvaguarda.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a channel of type {@code pagerduty}. */
final class PagerDutyReader {
  private static final URI API = URI.create("https://events.pagerduty.com");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{32}");

  /** What PagerDuty documents for each integration. */
  private static final RateLimit LIMIT = new RateLimit(120, Duration.ofMinutes(1));

  private PagerDutyReader() {}

  static Channel read(String name, YamlValue value) {
    YamlMap map = value.map("type", "routingKey", "url", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    return new PagerDutyChannel(
        name,
        map.get("url")
            .map(written -> written.hidden(API, text -> Urls.api(text, networks)))
            .orElse(API),
        map.require("routingKey", "\"file:/run/secrets/pagerduty\"")
            .map(written -> written.secret(PagerDutyReader::check))
            .orElse(Secret.of("")),
        networks,
        ChannelReader.limit(map, LIMIT));
  }

  private static void check(String text) throws Refused {
    if (!KEY.matcher(text).matches()) {
      throw new Refused(
          "is not a PagerDuty routing key",
          "Write the 32 letters and digits of an Events API v2 integration.");
    }
  }
}
