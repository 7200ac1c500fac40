package io.salvaguarda.notifier.msteams;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.TeamsChannel;
import io.salvaguarda.notifier.chat.ChatWebhook;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.Said;
import jakarta.enterprise.context.ApplicationScoped;

/** Posts a notice to a Microsoft Teams channel. */
@ApplicationScoped
public class TeamsCarrier implements Carrier<TeamsChannel> {

  private final ChatWebhook chat;

  public TeamsCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.chat = new ChatWebhook(http, config, mapper);
  }

  @Override
  public Class<TeamsChannel> channelType() {
    return TeamsChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, TeamsChannel channel) {
    return chat.post(
        delivery,
        channel,
        channel.url(),
        TeamsMessage::of,
        body -> Said.at(body, "/error/message"));
  }
}
