package io.salvaguarda.notifier.pagerduty;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.PagerDutyChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Said;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Opens and resolves an incident's alert in PagerDuty. */
@ApplicationScoped
public class PagerDutyCarrier implements Carrier<PagerDutyChannel> {

  /** The integration was deleted. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public PagerDutyCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<PagerDutyChannel> channelType() {
    return PagerDutyChannel.class;
  }

  /** Where there are several events, the first that is not taken ends it. Each may be repeated. */
  @Override
  public SendOutcome send(Delivery delivery, PagerDutyChannel channel) {
    SendOutcome outcome = new SendOutcome.Accepted("nobody: there is nothing to wake anybody for");
    for (PagerDutyEvent event :
        PagerDutyEvent.of(delivery.notice(), letters.of(delivery.notice()))) {
      outcome = send(event, channel);
      if (!(outcome instanceof SendOutcome.Accepted)) {
        return outcome;
      }
    }
    return outcome;
  }

  private SendOutcome send(PagerDutyEvent event, PagerDutyChannel channel) {
    URI url = URI.create(channel.url().toString().replaceFirst("/+$", "") + "/v2/enqueue");
    String message = mapper.valueToTree(event.message(channel.routingKey().reveal())).toString();
    return new Verdict(
            channel.url().getHost(), GONE, body -> Said.at(body, "/errors/0", "/message"))
        .of(http.send(OutgoingRequest.json(channel, url, message)));
  }
}
