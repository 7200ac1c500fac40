package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aSignedRequestIsRecordedAndItsSignatureHoldsForThatSecretAndBodyOnly() throws Exception {
    // when
    client.send(signed("{\"a\":1}").build(), HttpResponse.BodyHandlers.ofString());

    // then
    ReceivedWebhook request = receiver.received().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/hook?x=1");
    assertThat(request.body()).isEqualTo("{\"a\":1}");
    assertThat(request.header("Webhook-Id")).contains("msg_1");
    assertThat(request.isSignedWith(SECRET)).isTrue();
    assertThat(request.isSignedWith("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isFalse();
    ReceivedWebhook changed =
        new ReceivedWebhook("POST", "/hook", request.headers(), "{\"a\":2}", request.receivedAt());
    assertThat(changed.isSignedWith(SECRET)).isFalse();
  }

  @Test
  void itAnswersAsToldAndThenAsUsual() throws Exception {
    // given
    receiver.answerNext(
        WebhookAnswer.status(500),
        WebhookAnswer.tooManyRequests(Duration.ofSeconds(7)),
        WebhookAnswer.status(410));

    // when / then
    assertThat(post().statusCode()).isEqualTo(500);
    HttpResponse<String> busy = post();
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).contains("7");
    assertThat(post().statusCode()).isEqualTo(410);
    assertThat(post().statusCode()).isEqualTo(204);
    assertThat(receiver.received()).hasSize(4);
  }

  @Test
  void aConnectionClosedEarlyOrAnAnswerThatComesLateIsAnErrorOfTheClient() {
    // given
    receiver.answerNext(
        WebhookAnswer.closedEarly(),
        WebhookAnswer.after(Duration.ofSeconds(20), WebhookAnswer.accepted()));

    // when / then
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
  }

  private HttpResponse<String> post() throws Exception {
    return client.send(
        signed("{}").timeout(Duration.ofMillis(500)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder signed(String body) throws Exception {
    long now = Instant.now().getEpochSecond();
    return HttpRequest.newBuilder(receiver.url("/hook?x=1"))
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", String.valueOf(now))
        .header("webhook-signature", new Webhook(SECRET).sign("msg_1", now, body))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
