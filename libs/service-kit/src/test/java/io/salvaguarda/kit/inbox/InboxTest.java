package io.salvaguarda.kit.inbox;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class InboxTest {

  private static final String DLQ = Topics.BACKUP + ".kit-service.dlq";

  private final NotedReaction reaction;
  private final EventFactory events = new EventFactory("backup-service");
  private final EventCodec codec = new EventCodec();
  private TopicReader topics;

  InboxTest(NotedReaction reaction) {
    this.reaction = reaction;
  }

  @BeforeEach
  void watch() {
    ServiceStack.kafka().createTopic(DLQ, 1);
    topics = new TopicReader(ServiceStack.kafka().bootstrapServers(), DLQ, Topics.INCIDENT);
  }

  @AfterEach
  void unwatch() {
    topics.close();
  }

  @Test
  void theSameEventTwiceTakesEffectOnce() {
    EncodedEvent twice = deleted("twice", "age");

    send(twice);
    send(twice);
    send(deleted("after-twice", "age"));

    await().atMost(60, SECONDS).until(() -> reaction.taken().contains("after-twice/logical/x"));
    assertThat(reaction.taken()).containsOnlyOnce("twice/logical/x");
  }

  @Test
  void poisonIsKeptToldAndDoesNotStopWhatFollows() {
    send(deleted("poisoned", "poison"));
    send(deleted("after-poison", "age"));

    await().atMost(60, SECONDS).until(() -> reaction.taken().contains("after-poison/logical/x"));
    await().atMost(60, SECONDS).until(() -> deadLetters("poisoned") == 1);
    assertThat(topics.records()).anyMatch(r -> r.topic().equals(DLQ) && r.key().equals("poisoned"));
  }

  @Test
  void anEventThatTheDatabaseRefusesIsPoisonAndDoesNotStopWhatFollows() {
    send(deleted("refused", "sql poison"));
    send(deleted("refused", "age"));

    await().atMost(60, SECONDS).until(() -> reaction.taken().contains("refused/logical/x"));
    await().atMost(60, SECONDS).until(() -> deadLetters("refused") == 1);
  }

  @Test
  void anEventWhoseStatementTheServerCutOffIsTakenAgain() {
    send(deleted("cut-off", "cut"));

    await().atMost(60, SECONDS).until(() -> reaction.taken().contains("cut-off/logical/x"));
    assertThat(reaction.taken()).containsOnlyOnce("cut-off/logical/x");
    assertThat(deadLetters("cut-off")).isZero();
  }

  @Test
  void aReplayedDeadLetterTakesEffectOnceItsCauseIsGone() {
    send(deleted("mended", "poison"));
    await().atMost(60, SECONDS).until(() -> deadLetters("mended") == 1);
    String id = deadLetterId("mended");
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .post("/dead-letters/" + id + "/replay")
        .then()
        .statusCode(403);

    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/dead-letters/" + id + "/replay")
        .then()
        .statusCode(409);

    reaction.refusePoison(false);
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/dead-letters/" + id + "/replay")
        .then()
        .statusCode(200);
    reaction.refusePoison(true);

    assertThat(reaction.taken()).containsOnlyOnce("mended/logical/x");
  }

  @Test
  void anUnknownTypeAndMalformedJsonAreDeadLettered() {
    EncodedEvent good = deleted("future", "age");
    Map<String, String> unknown = new HashMap<>(good.headers());
    unknown.put("ce_type", "io.salvaguarda.backup.teleported.v1");
    topics.send(Topics.BACKUP, "future", unknown, good.body());
    topics.send(
        Topics.BACKUP, "garbage", good.headers(), "{\"oops".getBytes(StandardCharsets.UTF_8));
    topics.send(Topics.BACKUP, "naked", Map.of(), new byte[0]);

    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                deadLetters("future") == 1
                    && deadLetters("garbage") == 1
                    && deadLetters("naked") == 1);
  }

  private String deadLetterId(String sourceId) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/dead-letters")
        .then()
        .statusCode(200)
        .extract()
        .path(
            "find { it.topic == '"
                + Topics.BACKUP
                + "' && it.offset == "
                + offsetOf(sourceId)
                + " }.id");
  }

  private long offsetOf(String sourceId) {
    return topics.events(EventDeadLettered.class, e -> e.sourceId().equals(sourceId)).stream()
        .map(e -> ((EventDeadLettered) e.data()).offset())
        .findFirst()
        .orElseThrow();
  }

  private long deadLetters(String sourceId) {
    return topics.events(EventDeadLettered.class, e -> e.sourceId().equals(sourceId)).size();
  }

  private void send(EncodedEvent event) {
    topics.send(event.topic(), event.key(), event.headers(), event.body());
  }

  private EncodedEvent deleted(String sourceId, String reason) {
    return codec.encode(
        events.of(
            new BackupDeleted(
                sourceId + "/logical/x",
                sourceId,
                BackupKind.LOGICAL,
                "main",
                reason,
                Instant.now())));
  }
}
