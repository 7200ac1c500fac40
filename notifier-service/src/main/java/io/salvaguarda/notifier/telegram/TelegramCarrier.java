package io.salvaguarda.notifier.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.TelegramChannel;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.HttpAnswer;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Said;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lets a bot tell a notice to a Telegram chat. */
@ApplicationScoped
public class TelegramCarrier implements Carrier<TelegramChannel> {

  /** The bot's token was withdrawn, or the chat has thrown the bot out. */
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public TelegramCarrier(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  @Override
  public Class<TelegramChannel> channelType() {
    return TelegramChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, TelegramChannel channel) {
    Brief brief = Brief.of(letters.of(delivery.notice()));
    String message = mapper.valueToTree(TelegramMessage.of(brief, channel)).toString();
    HttpAnswer answer = http.send(OutgoingRequest.json(channel, method(channel), message));
    return new Verdict("chat " + channel.chat(), GONE, body -> Said.at(body, "/description"))
        .of(withWaitInBody(answer));
  }

  private static URI method(TelegramChannel channel) {
    String api = channel.url().toString().replaceFirst("/+$", "");
    return URI.create(api + "/bot" + channel.token().reveal() + "/sendMessage");
  }

  /** Where others have the header Retry-After. */
  private static HttpAnswer withWaitInBody(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Answered answered) || answered.retryAfter().isPresent()) {
      return answer;
    }
    JsonNode seconds = Said.json(answered.body()).at("/parameters/retry_after");
    return seconds.isIntegralNumber() && seconds.asLong() >= 0
        ? new HttpAnswer.Answered(
            answered.status(), Optional.of(Duration.ofSeconds(seconds.asLong())), answered.body())
        : answer;
  }
}
