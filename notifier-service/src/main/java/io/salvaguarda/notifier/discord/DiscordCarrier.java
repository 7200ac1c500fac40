package io.salvaguarda.notifier.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.DiscordChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.chat.ChatWebhook;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.Said;
import jakarta.enterprise.context.ApplicationScoped;

/** Posts a notice to a Discord channel. */
@ApplicationScoped
public class DiscordCarrier implements Carrier<DiscordChannel> {

  private final ChatWebhook chat;

  public DiscordCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.chat = new ChatWebhook(http, config, mapper);
  }

  @Override
  public Class<DiscordChannel> channelType() {
    return DiscordChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, DiscordChannel channel) {
    return chat.post(
        delivery, channel, channel.url(), DiscordMessage::of, body -> Said.at(body, "/message"));
  }
}
