package io.salvaguarda.notifier.channels;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.delivery.adapter.MoreWorkers;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Channels of the running service: tested, paced, gone and back. */
@QuarkusTest
class ChannelLifeTest extends NotifierTest {

  private final MoreWorkers workers;

  ChannelLifeTest(MoreWorkers workers) {
    this.workers = workers;
  }

  @Test
  void aTestGoesThroughEveryChannelOfATeam() {
    List<Map<String, Object>> begun = test("chat");

    assertThat(begun).hasSize(7);
    eventually(() -> begun.stream().allMatch(each -> state(each).equals("DELIVERED")));
    assertThat(NotifierStack.receiver("chat").received())
        .extracting(ReceivedWebhook::path)
        .contains(
            "/chat",
            "/chat-slack",
            "/chat-teams",
            "/chat-discord",
            "/chat-telegram/bot1234567:AAAAAAAAAAAAAAAAAAAAAAAA/sendMessage",
            "/chat-pager/v2/enqueue");
    ReceivedMail mail = mailsTo("chat@example.org").getLast();
    assertThat(mail.subject()).isEqualTo("[TEST] chat: this channel works");
    assertThat(mail.text().orElseThrow()).contains("Nothing is wrong", "test-operator");
    assertThat(taker(begun, "chat-mail")).isEqualTo("chat@example.org");
    assertThat(taker(begun, "chat-telegram")).isEqualTo("chat -100123");
    assertThat(suite.told(NoticeDelivered.class, each -> each.team().equals("chat"))).isEmpty();
  }

  @Test
  void aTestShowsWhichChannelDoesNotWorkAndAlarmsNobody() {
    NotifierStack.receiver("flaky").answerNext(WebhookAnswer.status(500));

    List<Map<String, Object>> begun = test("flaky");

    eventually(() -> begun.stream().noneMatch(each -> state(each).equals("PENDING")));
    assertThat(delivery(begun, "flaky-hook"))
        .containsEntry("state", "DEAD")
        .containsEntry("attempts", 1)
        .containsEntry("lastError", "HTTP 500");
    assertThat(delivery(begun, "flaky-mail")).containsEntry("state", "DELIVERED");
    assertThat(suite.get("/deliveries?channel=flaky-mail&limit=500"))
        .noneMatch(each -> String.valueOf(each.get("subject")).contains("no longer reach"));
    replay("/deliveries/" + delivery(begun, "flaky-hook").get("deliveryId")).statusCode(409);
  }

  @Test
  void aTeamThatThereIsNotIsNamedWithThoseThatThereAre() {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/teams/nobody/test-notice")
        .then()
        .statusCode(404)
        .body("detail", containsString("nobody"), "detail", containsString("plantao"));
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .post("/teams/dba/test-notice")
        .then()
        .statusCode(403);
    replay("/channels/nobody").statusCode(404);
  }

  @Test
  void aChannelIsNeverWrittenToMoreOftenThanItsLimit() throws InterruptedException {
    List<String> sources =
        IntStream.range(0, 8).mapToObj(i -> NotifierStack.freshSource("paced")).toList();
    workers.during(
        2,
        () -> {
          sources.forEach(s -> suite.tell(Facts.backupFailed(s, ErrorClass.DUMP_FAILED, NOW)));
          eventually(() -> sources.stream().allMatch(s -> isDelivered(s, "paced-hook")));
        });

    List<ReceivedWebhook> got = NotifierStack.receiver("paced").received();
    assertThat(got).hasSize(8);
    for (int i = 3; i < got.size(); i++) {
      assertThat(Duration.between(got.get(i - 3).receivedAt(), got.get(i).receivedAt()))
          .as("the limit is %s", NotifierStack.PACE)
          .isGreaterThan(
              Duration.ofSeconds(1)); // 2 between their beginnings, and one may be slower
    }
    assertThat(sources)
        .allSatisfy(
            source ->
                assertThat(suite.deliveries(source, "paced-hook").getFirst())
                    .containsEntry("attempts", 1));
  }

  @Test
  void toAChannelThatIsGoneNothingIsSentUntilATestOrAReplayGetsThrough() {
    NotifierStack.receiver("lost").answerWith(WebhookAnswer.status(410));
    String first = failOn("lost");
    eventually(() -> is(first, "lost-hook", "DEAD"));
    String second = failOn("lost");
    eventually(() -> is(second, "lost-hook", "DEAD"));

    assertThat(suite.webhooks("lost", first)).hasSize(1);
    assertThat(suite.webhooks("lost", second)).isEmpty();
    assertThat(suite.deliveries(second, "lost-hook").getFirst().get("lastError"))
        .isEqualTo("not sent, the channel is gone: HTTP 410");
    assertThat(channel("lost-hook"))
        .containsEntry("state", "GONE")
        .containsEntry("why", "HTTP 410")
        .containsEntry("dead", 2)
        .containsEntry("teams", List.of("lost"));
    eventually(() -> mailsTo("lost@example.org").size() == 3);
    assertThat(mailsTo("lost@example.org"))
        .filteredOn(mail -> mail.text().orElseThrow().contains("says that it is no more"))
        .singleElement()
        .extracting(mail -> mail.text().orElseThrow())
        .asString()
        .contains("salva notify replay --channel lost-hook");

    List<Map<String, Object>> inVain = test("lost");
    eventually(() -> delivery(inVain, "lost-hook").get("state").equals("DEAD"));
    assertThat(channel("lost-hook")).containsEntry("state", "GONE");

    NotifierStack.receiver("lost").answerWith(WebhookAnswer.accepted());
    List<Map<String, Object>> begun = test("lost");
    eventually(() -> delivery(begun, "lost-hook").get("state").equals("DELIVERED"));
    assertThat(channel("lost-hook")).containsEntry("state", "WORKS");

    replay("/channels/lost-hook").statusCode(200).body("deliveries", equalTo(2));
    eventually(() -> is(first, "lost-hook", "DELIVERED") && is(second, "lost-hook", "DELIVERED"));
    assertThat(suite.webhooks("lost", first)).hasSize(2);
    assertThat(suite.webhooks("lost", second)).hasSize(1);
  }

  private List<Map<String, Object>> test(String team) {
    return given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/teams/" + team + "/test-notice")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath()
        .getList("");
  }

  private static io.restassured.response.ValidatableResponse replay(String what) {
    return given().auth().oauth2(ServiceStack.OPERATOR).post(what + "/replay").then();
  }

  private Map<String, Object> channel(String name) {
    return suite.get("/channels").stream()
        .filter(each -> each.get("channel").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** As it is now. */
  private Map<String, Object> delivery(List<Map<String, Object>> begun, String channel) {
    Object id =
        begun.stream()
            .filter(each -> each.get("channel").equals(channel))
            .findFirst()
            .orElseThrow()
            .get("deliveryId");
    return suite.get("/deliveries?limit=500&channel=" + channel).stream()
        .filter(each -> each.get("deliveryId").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String state(Map<String, Object> begun) {
    return (String) delivery(List.of(begun), (String) begun.get("channel")).get("state");
  }

  private Object taker(List<Map<String, Object>> begun, String channel) {
    return delivery(begun, channel).get("takenBy");
  }

  private static List<ReceivedMail> mailsTo(String address) {
    return NotifierStack.mail().received().stream()
        .filter(mail -> mail.to().contains(address))
        .toList();
  }

  private String failOn(String team) {
    String source = NotifierStack.freshSource(team);
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    return source;
  }

  private boolean isDelivered(String source, String channel) {
    return is(source, channel, "DELIVERED");
  }

  private boolean is(String source, String channel, String state) {
    List<Map<String, Object>> found = suite.deliveries(source, channel);
    return !found.isEmpty() && found.getFirst().get("state").equals(state);
  }
}
