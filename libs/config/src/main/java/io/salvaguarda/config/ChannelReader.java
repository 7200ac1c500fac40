package io.salvaguarda.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code channels}. */
final class ChannelReader {
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\\p{Cntrl}<>,;]+@[^@\\s\\p{Cntrl}<>,;]+");

  private static final Map<String, YamlMap.EntryReader<Channel>> TYPES =
      Map.of(
          "mail", ChannelReader::mail,
          "webhook", WebhookReader::read,
          "slack", ChatReader::slack,
          "msteams", ChatReader::teams,
          "discord", ChatReader::discord,
          "telegram", ChatReader::telegram,
          "pagerduty", PagerDutyReader::read);

  private ChannelReader() {}

  static Channel read(String name, YamlValue value) {
    return value
        .entries()
        .require("type", "mail")
        .map(written -> written.oneOf(ChannelReader::unknown, "type of channel", TYPES))
        .orElse(ChannelReader::unknown)
        .read(name, value);
  }

  /** The limit that is written, or the one that the makers of the service name. */
  static Optional<RateLimit> limit(YamlMap map, RateLimit usual) {
    return Optional.of(
        map.get("limit").map(text -> text.parsed(usual, RateLimit::parse)).orElse(usual));
  }

  /** The limit that is written. */
  static Optional<RateLimit> limit(YamlMap map) {
    return map.get("limit").map(text -> text.parsed(null, RateLimit::parse));
  }

  static List<Network> networks(YamlMap map) {
    return map.get("allowedNetworks").map(YamlValue::items).orElse(List.of()).stream()
        .map(network -> network.parsed(Network.NONE, Network::parse))
        .toList();
  }

  private static Channel mail(String name, YamlValue value) {
    YamlMap map = value.map("type", "to", "limit");
    List<String> to =
        map
            .require("to", "[dba@example.org]")
            .map(list -> list.itemsAtLeastOne("Name whom to write to."))
            .orElse(List.of())
            .stream()
            .map(address -> address.parsed("", ChannelReader::address))
            .toList();
    return new MailChannel(name, to, limit(map));
  }

  private static Channel unknown(String name, YamlValue value) {
    return new MailChannel(name, List.of(), Optional.empty());
  }

  private static String address(String text) throws Refused {
    if (!ADDRESS.matcher(text).matches()) {
      throw new Refused("is not a mail address", "Try \"dba@example.org\".");
    }
    return text;
  }
}
