package io.salvaguarda.notifier.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.HttpChannel;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import io.salvaguarda.notifier.http.Verdict;
import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letters;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Posts notices to a chat's webhook. */
public final class ChatWebhook {

  /** It was deleted or revoked; some chats ban those who go on asking. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutgoingHttp http;
  private final Letters letters;
  private final ObjectMapper mapper;

  public ChatWebhook(OutgoingHttp http, SuiteConfig config, ObjectMapper mapper) {
    this.http = http;
    this.letters = new Letters(config);
    this.mapper = mapper;
  }

  /**
   * @param message the notice as the chat wants it, for JSON
   * @param reason what the words of a refusal say
   */
  public SendOutcome post(
      Delivery delivery,
      HttpChannel channel,
      Secret webhook,
      Function<Brief, Map<String, Object>> message,
      UnaryOperator<String> reason) {
    URI url = URI.create(webhook.reveal());
    Brief brief = Brief.of(letters.of(delivery.notice()));
    String body = mapper.valueToTree(message.apply(brief)).toString();
    return new Verdict(url.getHost(), GONE, reason)
        .of(http.send(OutgoingRequest.json(channel, url, body)));
  }
}
