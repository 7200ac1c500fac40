package io.salvaguarda.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A Telegram chat, written to by a bot.
 *
 * @param name its key in the file
 * @param url where the Bot API is
 * @param token the bot's
 * @param chat its number, or {@code @name}
 * @param topic the number of the chat's topic to write to
 */
public record TelegramChannel(
    String name,
    URI url,
    Secret token,
    String chat,
    Optional<Integer> topic,
    List<Network> allowedNetworks,
    Optional<RateLimit> limit)
    implements HttpChannel {
  public TelegramChannel {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  @Override
  public String type() {
    return "telegram";
  }

  @Override
  public List<Secret> hidden() {
    return List.of(token);
  }
}
