package io.salvaguarda.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Reads {@code deadManSwitch}. */
final class DeadManSwitchReader {
  private static final URI NOWHERE = URI.create("https://invalid");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private DeadManSwitchReader() {}

  static DeadManSwitch read(YamlValue value) {
    YamlMap map = value.map("url", "every", "allowedNetworks");
    List<Network> networks =
        map.get("allowedNetworks").map(YamlValue::items).orElse(List.of()).stream()
            .map(network -> network.parsed(Network.NONE, Network::parse))
            .toList();
    URI url =
        map.require("url", "\"${DEAD_MAN_SWITCH_URL}\"")
            .map(written -> written.hidden(NOWHERE, text -> Urls.webhook(text, networks)))
            .orElse(NOWHERE);
    Duration every =
        map.get("every").map(time -> time.parsed(EVERY, DeadManSwitchReader::every)).orElse(EVERY);
    return new DeadManSwitch(url, every, networks);
  }

  private static Duration every(String text) throws Refused {
    Duration every = Durations.parse(text);
    if (every.compareTo(SHORTEST) < 0) {
      throw new Refused("is too often", "Write 10s or more.");
    }
    return every;
  }
}
