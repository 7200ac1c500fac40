package io.salvaguarda.notifier.msteams;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.TeamsChannel;
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

/** Posts a notice to a Microsoft Teams channel. */
@ApplicationScoped
public class TeamsCarrier implements Carrier<TeamsChannel> {

  /** The workflow was deleted. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public TeamsCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<TeamsChannel> channelType() {
    return TeamsChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, TeamsChannel channel) {
    URI url = URI.create(channel.url().reveal());
    Brief brief = Brief.of(letters.of(delivery.notice()));
    String message = mapper.valueToTree(TeamsMessage.of(brief)).toString();
    return new Verdict(url.getHost(), GONE, body -> Said.at(body, "/error/message"))
        .of(http.send(OutgoingRequest.json(channel, url, message)));
  }
}
