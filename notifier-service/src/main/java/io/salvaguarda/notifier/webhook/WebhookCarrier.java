package io.salvaguarda.notifier.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.LetterWriter;
import io.salvaguarda.notifier.letter.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Posts a notice to a webhook. The answer's status counts; its body is never read. */
@ApplicationScoped
class WebhookCarrier implements Carrier<WebhookChannel> {

  private static final MediaType TYPE = MediaType.parse(WebhookMessage.MEDIA_TYPE);

  private final WebhookClients clients;
  private final Recipients recipients;
  private final ObjectMapper mapper;
  private final LetterWriter letters = new LetterWriter();

  WebhookCarrier(WebhookClients clients, SuiteConfig config, ObjectMapper mapper) {
    this.clients = clients;
    this.recipients = new Recipients(config);
    this.mapper = mapper;
  }

  @Override
  public Class<WebhookChannel> channelType() {
    return WebhookChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, WebhookChannel channel) {
    Letter letter = letters.write(delivery.notice(), recipients.of(delivery.notice()));
    WebhookMessage message =
        WebhookMessage.of(delivery, letter, channel.secret(), Instant.now(), mapper);
    Request request =
        new Request.Builder()
            .url(channel.url().toString())
            .headers(message.headers())
            .post(RequestBody.create(message.body().getBytes(StandardCharsets.UTF_8), TYPE))
            .build();
    try (Response response = clients.of(channel).newCall(request).execute()) {
      return judge(response);
    } catch (IOException e) {
      return judge(e);
    }
  }

  private static SendOutcome judge(Response response) {
    int status = response.code();
    String said = "HTTP " + status;
    if (response.isSuccessful()) {
      return SendOutcome.ACCEPTED;
    }
    return switch (status) {
      case 301, 308 ->
          new SendOutcome.Refused(said + ": moved for good, and redirects are not followed");
      case 408, 425, 429 -> new SendOutcome.Failed(said, retryAfter(response));
      default ->
          status >= 400 && status < 500
              ? new SendOutcome.Refused(said)
              : new SendOutcome.Failed(
                  status < 400 ? said + ": redirects are not followed" : said,
                  retryAfter(response));
    };
  }

  private static Optional<Duration> retryAfter(Response response) {
    return RetryAfter.read(response.header("Retry-After"), Instant.now());
  }

  /** Refused for good only when no address at all could be tried. */
  private static SendOutcome judge(IOException failure) {
    if (onlyRefused(failure)) {
      return new SendOutcome.Refused(refusal(failure).getMessage());
    }
    return new SendOutcome.Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }

  /** The client wraps the failure of each address and hangs those of the others on the last. */
  private static boolean onlyRefused(Throwable failure) {
    return refusal(failure) != null
        && Arrays.stream(failure.getSuppressed()).allMatch(WebhookCarrier::onlyRefused);
  }

  private static AddressRefused refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AddressRefused refused) {
        return refused;
      }
    }
    return null;
  }
}
