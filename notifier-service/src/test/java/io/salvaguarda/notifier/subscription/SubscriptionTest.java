package io.salvaguarda.notifier.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.local.WebhookReceiver;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubscriptionTest extends NotifierTest {

  private WebhookReceiver receiver;

  @BeforeEach
  void listen() {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void unsubscribeAll() {
    suite
        .get("/subscriptions")
        .forEach(each -> operator().delete("/subscriptions/" + each.get("subscriptionId")));
    receiver.close();
  }

  @Test
  void aSubscriberGetsTheEventsThatItWantsSigned() {
    String source = NotifierStack.freshSource("absent");
    String other = NotifierStack.freshSource("absent");
    String secret =
        subscribe("io.salvaguarda.backup.*", source).extract().jsonPath().getString("secret");

    suite.tell(Facts.backupCompleted(source, 21, NOW));
    suite.tell(Facts.passed(source, 21, NOW));
    suite.tell(Facts.backupCompleted(other, 21, NOW));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

    eventually(() -> receiver.received().size() == 2);
    ReceivedWebhook first = receiver.received().getFirst();
    assertThat(first.isSignedWith(secret)).isTrue();
    assertThat(first.isSignedWith(NotifierStack.SECRET)).isFalse();
    assertThat(first.header("content-type").orElseThrow())
        .startsWith("application/cloudevents+json");
    JsonPath event = JsonPath.from(first.body());
    assertThat(event.getString("specversion")).isEqualTo("1.0");
    assertThat(event.getString("type")).isEqualTo("io.salvaguarda.backup.completed.v1");
    assertThat(event.getString("source")).isEqualTo("/salvaguarda/backup-service");
    assertThat(event.getString("subject")).isEqualTo(source);
    assertThat(event.getString("data.backupId")).isEqualTo(Facts.backupId(source, 21));
    assertThat(JsonPath.from(receiver.received().getLast().body()).getString("type"))
        .isEqualTo("io.salvaguarda.backup.failed.v1");
  }

  @Test
  void theOrderOfASourceIsKeptAlthoughOneIsTriedAgain() {
    String source = NotifierStack.freshSource("absent");
    subscribe("*", source);
    receiver.answerNext(WebhookAnswer.status(503), WebhookAnswer.status(500));

    IntStream.rangeClosed(1, 5)
        .forEach(day -> suite.tell(Facts.backupCompleted(source, day, NOW.plusSeconds(day))));

    eventually(() -> sent(source).size() == 7);
    assertThat(sent(source))
        .containsExactlyElementsOf(
            Stream.of(1, 1, 1, 2, 3, 4, 5).map(day -> Facts.backupId(source, day)).toList());
  }

  @Test
  void whoIsGoneGetsNothingMoreUntilItIsResumed() {
    String source = NotifierStack.freshSource("absent");
    String id = subscribe("*", source).extract().jsonPath().getString("subscriptionId");
    receiver.answerNext(WebhookAnswer.status(410));

    suite.tell(Facts.backupCompleted(source, 1, NOW));

    eventually(() -> subscription(id).get("endedAt") != null);
    assertThat(subscription(id)).containsEntry("dead", 1);
    assertThat((String) subscription(id).get("endedWhy")).contains("410");
    eventually(() -> mailed(source, "[WARNING] dba: subscription " + id + " has ended"));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.plusSeconds(60)));
    eventually(() -> suite.webhooks("absent", source).size() == 1);
    assertThat(subscription(id)).containsEntry("pending", 0);

    operator().post("/subscriptions/" + id + "/replay").then().statusCode(200);

    eventually(() -> sent(source).size() == 2);
    assertThat(subscription(id)).containsEntry("endedAt", null);
  }

  private boolean mailed(String source, String subject) {
    return suite.mails(source).stream().anyMatch(mail -> mail.subject().equals(subject));
  }

  @Test
  void aSecretIsShownOnceAndAUrlNever() {
    ValidatableResponse made = subscribe("*", "nobody");
    made.statusCode(201).header("Location", containsString("/subscriptions/"));
    String id = made.extract().jsonPath().getString("subscriptionId");

    assertThat(made.extract().asString()).contains("whsec_").doesNotContain("/hook-path");
    assertThat(operator().get("/subscriptions/" + id).then().extract().asString())
        .contains("\"place\":\"http://127.0.0.1:" + receiver.port())
        .doesNotContain("whsec_", "/hook-path");
  }

  @Test
  void onlyOperatorsSubscribeAndMistakesAreNamed() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .contentType("application/json")
        .body(Map.of("types", List.of("*"), "url", "https://x.example.org"))
        .post("/subscriptions")
        .then()
        .statusCode(403);
    operator()
        .contentType("application/json")
        .body(Map.of("types", List.of("*"), "url", "https://10.0.0.1/x"))
        .post("/subscriptions")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo("url"));
    operator().delete("/subscriptions/00000000-0000-0000-0000-000000000001").then().statusCode(404);
  }

  private ValidatableResponse subscribe(String type, String source) {
    return operator()
        .contentType("application/json")
        .body(
            Map.of(
                "types",
                List.of(type),
                "sources",
                List.of(source),
                "url",
                receiver.url("/hook-path").toString()))
        .post("/subscriptions")
        .then()
        .statusCode(201);
  }

  private Map<String, Object> subscription(String id) {
    return operator().get("/subscriptions/" + id).then().extract().jsonPath().getMap("");
  }

  /** Of which backups it was sent events, whatever it answered. */
  private List<String> sent(String source) {
    return receiver.received().stream()
        .map(hook -> JsonPath.from(hook.body()))
        .filter(event -> event.getString("subject").equals(source))
        .filter(event -> event.getString("type").endsWith("backup.completed.v1"))
        .map(event -> event.getString("data.backupId"))
        .toList();
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return given().auth().oauth2(ServiceStack.OPERATOR);
  }
}
