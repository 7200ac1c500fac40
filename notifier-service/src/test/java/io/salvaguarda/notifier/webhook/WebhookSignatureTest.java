package io.salvaguarda.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.salvaguarda.config.Language;
import io.salvaguarda.config.Secret;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.LetterWriter;
import io.salvaguarda.notifier.letter.Recipient;
import io.salvaguarda.notifier.notice.Notice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An implementation that is not ours, in another language, trusts what we sign. */
class WebhookSignatureTest {

  private static final String OLD = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String NEW = "whsec_MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String OTHER = "whsec_MjEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

  @BeforeAll
  static void theOfficialPackage() throws IOException {
    OfficialVerifier.requireOrSkip();
  }

  private static WebhookMessage message(Instant at, String... secrets) {
    Notice notice = new Notice.Trial(UUID.randomUUID(), "plantão", "João \uD83D\uDC18", at, at);
    Letter letter =
        new LetterWriter()
            .write(
                notice,
                new Recipient(Language.BRAZILIAN_PORTUGUESE, ZoneOffset.UTC, Optional.empty()));
    Delivery delivery = new Delivery(UUID.randomUUID(), "hook", notice, 1, 1, at);
    List<Secret> all = List.of(secrets).stream().map(Secret::of).toList();
    return WebhookMessage.of(delivery, letter, all, at, MAPPER);
  }

  private static String verified(WebhookMessage message, String body, String secret)
      throws IOException {
    return OfficialVerifier.says(
        MAPPER.writeValueAsString(
            Map.of("secret", secret, "body", body, "headers", message.headers())));
  }

  private static String verified(WebhookMessage message, String secret) throws IOException {
    return verified(message, message.body(), secret);
  }

  @Test
  void aMessageIsVerifiedByTheSecretAndByNoOther() throws IOException {
    WebhookMessage message = message(Instant.now(), OLD);

    assertThat(verified(message, OLD)).isEqualTo("OK");
    assertThat(verified(message, OTHER)).contains("WebhookVerificationError");
  }

  @Test
  void whileTheSecretChangesReceiversOfBothVerifyIt() throws IOException {
    WebhookMessage message = message(Instant.now(), NEW, OLD);

    assertThat(verified(message, OLD)).isEqualTo("OK");
    assertThat(verified(message, NEW)).isEqualTo("OK");
    assertThat(verified(message, OTHER)).contains("WebhookVerificationError");
  }

  @Test
  void aMessageThatWasChangedOrIsOldIsRefused() throws IOException {
    WebhookMessage message = message(Instant.now(), OLD);
    WebhookMessage old = message(Instant.now().minus(Duration.ofMinutes(10)), OLD);

    assertThat(verified(message, message.body().replace("João", "Joao"), OLD))
        .contains("WebhookVerificationError");
    assertThat(verified(old, OLD)).contains("WebhookVerificationError");
  }
}
