package io.salvaguarda.notifier.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SlackChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Posts a notice to a Slack channel. */
@ApplicationScoped
public class SlackCarrier implements Carrier<SlackChannel> {

  /** The webhook was revoked, or its channel deleted or archived. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public SlackCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<SlackChannel> channelType() {
    return SlackChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, SlackChannel channel) {
    URI url = URI.create(channel.url().reveal());
    Brief brief = Brief.of(letters.of(delivery.notice()));
    String message = mapper.valueToTree(SlackMessage.of(brief)).toString();
    return new Verdict(url.getHost(), GONE, body -> body)
        .of(http.send(OutgoingRequest.json(channel, url, message)));
  }
}
