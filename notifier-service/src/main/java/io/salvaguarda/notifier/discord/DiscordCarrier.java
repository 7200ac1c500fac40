package io.salvaguarda.notifier.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.DiscordChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Said;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Posts a notice to a Discord channel. */
@ApplicationScoped
public class DiscordCarrier implements Carrier<DiscordChannel> {

  /** The webhook was deleted; Discord bans those who go on asking. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public DiscordCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<DiscordChannel> channelType() {
    return DiscordChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, DiscordChannel channel) {
    URI url = URI.create(channel.url().reveal());
    Brief brief = Brief.of(letters.of(delivery.notice()));
    String message = mapper.valueToTree(DiscordMessage.of(brief)).toString();
    return new Verdict(url.getHost(), GONE, body -> Said.at(body, "/message"))
        .of(http.send(OutgoingRequest.json(channel, url, message)));
  }
}
