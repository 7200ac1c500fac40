package io.salvaguarda.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the channels where people talk. The usual limits are those that each service documents. */
final class ChatReader {
  /** One message a second for each webhook. */
  private static final RateLimit SLACK = new RateLimit(60, Duration.ofMinutes(1));

  /** What a workflow's connection to Teams may post. */
  private static final RateLimit TEAMS = new RateLimit(25, Duration.ofMinutes(5));

  /** 30 a minute for each channel. */
  private static final RateLimit DISCORD = new RateLimit(30, Duration.ofMinutes(1));

  /** 20 a minute for each group. */
  private static final RateLimit TELEGRAM = new RateLimit(20, Duration.ofMinutes(1));

  private static final URI TELEGRAM_API = URI.create("https://api.telegram.org");
  private static final Pattern TOKEN = Pattern.compile("\\d{5,20}:[A-Za-z0-9_-]{20,100}");
  private static final Pattern CHAT = Pattern.compile("-?\\d{1,20}|@[A-Za-z]\\w{3,31}");

  private ChatReader() {}

  static Channel slack(String name, YamlValue value) {
    YamlMap map = value.map("type", "url", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    return new SlackChannel(
        name, url(map, "slack", networks), networks, ChannelReader.limit(map, SLACK));
  }

  static Channel teams(String name, YamlValue value) {
    YamlMap map = value.map("type", "url", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    return new TeamsChannel(
        name, url(map, "teams", networks), networks, ChannelReader.limit(map, TEAMS));
  }

  static Channel discord(String name, YamlValue value) {
    YamlMap map = value.map("type", "url", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    return new DiscordChannel(
        name, url(map, "discord", networks), networks, ChannelReader.limit(map, DISCORD));
  }

  static Channel telegram(String name, YamlValue value) {
    YamlMap map = value.map("type", "token", "chat", "topic", "url", "allowedNetworks", "limit");
    List<Network> networks = ChannelReader.networks(map);
    return new TelegramChannel(
        name,
        map.get("url")
            .map(written -> written.hidden(TELEGRAM_API, text -> Urls.api(text, networks)))
            .orElse(TELEGRAM_API),
        map.require("token", "\"file:/run/secrets/telegram\"")
            .map(written -> written.secret(ChatReader::token))
            .orElse(Secret.of("")),
        map.require("chat", "\"-1001234567890\"")
            .map(written -> written.parsed("", ChatReader::chat))
            .orElse(""),
        map.get("topic").map(written -> written.integer(1, 1, Integer.MAX_VALUE)),
        networks,
        ChannelReader.limit(map, TELEGRAM));
  }

  /** The whole URL is the secret. */
  private static Secret url(YamlMap map, String name, List<Network> networks) {
    return map.require("url", "\"file:/run/secrets/" + name + "\"")
        .map(written -> written.secret(text -> Urls.webhook(text, networks)))
        .orElse(Secret.of(""));
  }

  private static void token(String text) throws Refused {
    if (!TOKEN.matcher(text).matches()) {
      throw new Refused(
          "is not the token of a Telegram bot", "Write what @BotFather gave: 123456:ABC-…");
    }
  }

  private static String chat(String text) throws Refused {
    if (!CHAT.matcher(text).matches()) {
      throw new Refused(
          "is not a Telegram chat", "Write its number, \"-1001234567890\", or \"@name\".");
    }
    return text;
  }
}
