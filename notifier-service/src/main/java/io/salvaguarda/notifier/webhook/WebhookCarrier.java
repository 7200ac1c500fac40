package io.salvaguarda.notifier.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Posts a notice to a webhook. The answer's status counts; its body is not repeated. */
@ApplicationScoped
public class WebhookCarrier implements Carrier<WebhookChannel> {

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public WebhookCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<WebhookChannel> channelType() {
    return WebhookChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, WebhookChannel channel) {
    WebhookMessage message =
        WebhookMessage.of(
            delivery, letters.of(delivery.notice()), channel.secrets(), Instant.now(), mapper);
    OutgoingRequest.Body body = new OutgoingRequest.Body(WebhookMessage.MEDIA_TYPE, message.body());
    return Verdict.byStatus(channel.url().getHost())
        .of(http.send(OutgoingRequest.post(channel, channel.url(), body).with(message.headers())));
  }
}
