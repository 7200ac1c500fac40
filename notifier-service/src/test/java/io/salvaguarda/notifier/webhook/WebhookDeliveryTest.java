package io.salvaguarda.notifier.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.local.WebhookReceiver;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryTest extends NotifierTest {

  @Test
  void aBusyReceiverIsAskedAgainWhenItSaidAndNotBefore() {
    WebhookReceiver busy = NotifierStack.receiver("busy");
    busy.answerNext(WebhookAnswer.tooManyRequests(Duration.ofSeconds(2)));
    String source = failOn("busy");

    eventually(() -> is(source, "busy-hook", "DELIVERED"));

    List<ReceivedWebhook> got = suite.webhooks("busy", source);
    assertThat(got).hasSize(2);
    assertThat(Duration.between(got.get(0).receivedAt(), got.get(1).receivedAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(got.get(1).header("webhook-id")).isEqualTo(got.get(0).header("webhook-id"));
    assertThat(got.get(1).body()).isEqualTo(got.get(0).body());
    assertThat(got).allMatch(each -> each.isSignedWith(NotifierStack.SECRET));
  }

  @Test
  void whileAReceiverIsBusyItIsNotAskedToTakeOtherNotices() {
    WebhookReceiver busy = NotifierStack.receiver("busy");
    busy.answerNext(WebhookAnswer.tooManyRequests(Duration.ofSeconds(3)));
    String first = failOn("busy");
    eventually(
        () ->
            suite.deliveries(first, "busy-hook").stream()
                .anyMatch(each -> "HTTP 429".equals(each.get("lastError"))));
    String second = failOn("busy");

    eventually(() -> is(first, "busy-hook", "DELIVERED") && is(second, "busy-hook", "DELIVERED"));

    assertThat(
            Duration.between(
                suite.webhooks("busy", first).getFirst().receivedAt(),
                suite.webhooks("busy", second).getFirst().receivedAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(suite.deliveries(second, "busy-hook").getFirst()).containsEntry("attempts", 1);
  }

  @Test
  void aReceiverThatIsGoneIsADeadLetterAtOnceAndTheOtherChannelHearsOnce() {
    WebhookReceiver gone = NotifierStack.receiver("gone");
    gone.answerWith(WebhookAnswer.status(410));
    String first = failOn("gone");
    eventually(() -> is(first, "gone-hook", "DEAD"));
    String second = failOn("gone");
    eventually(() -> is(second, "gone-hook", "DEAD"));

    assertThat(suite.webhooks("gone", first)).hasSize(1);
    assertThat(suite.deliveries(first, "gone-hook").getFirst())
        .containsEntry("attempts", 1)
        .containsEntry("lastError", "HTTP 410");
    eventually(
        () -> suite.told(NoticeDeadLettered.class, e -> e.sourceId().equals(second)).size() == 1);
    eventually(() -> suite.mails(first).size() == 2 && suite.mails(second).size() == 1);
    ReceivedMail warning =
        suite.mails(first).stream()
            .filter(m -> m.subject().contains("gone-hook"))
            .findFirst()
            .orElseThrow();
    assertThat(warning.subject())
        .isEqualTo("[WARNING] gone: notices no longer reach channel gone-hook");
    String deadId = (String) suite.deliveries(first, "gone-hook").getFirst().get("deliveryId");
    assertThat(warning.text().orElseThrow())
        .contains("HTTP 410", "salva notify replay --channel gone-hook");

    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .post("/deliveries/" + deadId + "/replay")
        .then()
        .statusCode(403);
    gone.answerWith(WebhookAnswer.accepted());
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/deliveries/" + deadId + "/replay")
        .then()
        .statusCode(200);
    eventually(() -> is(first, "gone-hook", "DELIVERED"));
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/deliveries/" + deadId + "/replay")
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
  }

  @Test
  void aReceiverWithErrorsIsTriedAgainUntilItTakesTheNotice() {
    NotifierStack.receiver("flaky")
        .answerNext(
            WebhookAnswer.status(500), WebhookAnswer.status(503), WebhookAnswer.status(302));
    String source = failOn("flaky");

    eventually(() -> is(source, "flaky-hook", "DELIVERED"));

    assertThat(suite.webhooks("flaky", source)).hasSize(4);
    assertThat(suite.deliveries(source, "flaky-hook").getFirst()).containsEntry("attempts", 4);
  }

  @Test
  void aReceiverThatNeverRecoversIsGivenUpAfterTheLastAttempt() {
    NotifierStack.receiver("early").answerWith(WebhookAnswer.status(500));
    String source = failOn("early");

    eventually(() -> is(source, "early-hook", "DEAD"));

    assertThat(suite.webhooks("early", source)).hasSize(4);
    NotifierStack.receiver("early").answerWith(WebhookAnswer.accepted());
  }

  @Test
  void aSlowReceiverIsGivenUpInTimeAndDoesNotHoldUpTheOthers() {
    NotifierStack.receiver("slow")
        .answerWith(WebhookAnswer.after(Duration.ofSeconds(5), WebhookAnswer.accepted()));
    List<String> slow =
        List.of(
            failOn("slow"),
            failOn("slow"),
            failOn("slow"),
            failOn("slow"),
            failOn("slow"),
            failOn("slow"));
    String quick = failOn("dba");

    eventually(() -> is(quick, "dba-hook", "DELIVERED"));
    assertThat(slow).noneMatch(source -> is(source, "slow-hook", "DELIVERED"));
    NotifierStack.receiver("slow").answerWith(WebhookAnswer.accepted());
    eventually(() -> slow.stream().allMatch(source -> is(source, "slow-hook", "DELIVERED")));
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAFailedAttempt() {
    NotifierStack.receiver("early")
        .answerNext(WebhookAnswer.closedEarly(), WebhookAnswer.closedEarly());
    String source = failOn("early");

    eventually(() -> is(source, "early-hook", "DELIVERED"));

    assertThat(suite.webhooks("early", source)).hasSize(3);
  }

  @Test
  void aRedirectIsNeverFollowed() {
    String source = failOn("moved");

    eventually(() -> is(source, "moved-hook", "DEAD"));

    assertThat(suite.deliveries(source, "moved-hook").getFirst().get("lastError"))
        .asString()
        .contains("HTTP 308");
    assertThat(suite.webhooks("moved", source)).isEmpty();
  }

  @Test
  void aNameThatResolvesToLoopbackIsRefusedWhereLoopbackIsNotAllowed() {
    String source = failOn("rebound");

    eventually(() -> is(source, "rebound-hook", "DEAD"));

    assertThat(suite.deliveries(source, "rebound-hook").getFirst().get("lastError"))
        .asString()
        .contains("127.0.0.1", "allowedNetworks");
    assertThat(suite.webhooks("rebound", source)).isEmpty();
  }

  private String failOn(String team) {
    String source = NotifierStack.freshSource(team);
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    return source;
  }

  private boolean is(String source, String channel, String state) {
    List<Map<String, Object>> found = suite.deliveries(source, channel);
    return !found.isEmpty() && found.getFirst().get("state").equals(state);
  }
}
