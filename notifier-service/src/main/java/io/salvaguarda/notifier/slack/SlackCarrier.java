package io.salvaguarda.notifier.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SlackChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.chat.ChatWebhook;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import jakarta.enterprise.context.ApplicationScoped;

/** Posts a notice to a Slack channel. */
@ApplicationScoped
public class SlackCarrier implements Carrier<SlackChannel> {

  private final ChatWebhook chat;

  public SlackCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.chat = new ChatWebhook(http, config, mapper);
  }

  @Override
  public Class<SlackChannel> channelType() {
    return SlackChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, SlackChannel channel) {
    return chat.post(delivery, channel, channel.url(), SlackMessage::of, body -> body);
  }
}
