package io.salvaguarda.verify.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.events.VerificationEvent;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.util.List;
import java.util.Set;

/** The service from outside: events in and out, REST. */
public final class Verified implements AutoCloseable {

  private static final Set<String> FINAL =
      Set.of("PASSED", "FAILED", "INCONCLUSIVE", "CANCELLED", "SKIPPED");

  private final TopicReader topics =
      new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.VERIFICATION);
  private final EventCodec codec = new EventCodec();
  private final EventFactory factory = new EventFactory("backup-service");

  /** Sends an event as backup-service would. */
  public EventEnvelope<?> tell(SuiteEvent event) {
    EventEnvelope<?> envelope = factory.of(event);
    tell(envelope);
    return envelope;
  }

  public void tell(EventEnvelope<?> envelope) {
    EncodedEvent encoded = codec.encode(envelope);
    topics.send(encoded.topic(), encoded.key(), encoded.headers(), encoded.body());
  }

  /** Asks for a verification and returns its id. */
  public String ask(String backupId) {
    return given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body("{\"backupId\":\"" + backupId + "\"}")
        .post("/verifications")
        .then()
        .statusCode(202)
        .extract()
        .path("jobId");
  }

  /** The newest verification of the backup, once its outcome is final. */
  public JsonPath outcomeOf(String backupId) {
    return awaitLatest(backupId, "FINAL");
  }

  /** The newest verification of the backup, once it is where expected. */
  public JsonPath awaitLatest(String backupId, String outcome) {
    await()
        .atMost(60, SECONDS)
        .until(() -> latest(backupId).getString("[0].outcome"), o -> matches(o, outcome));
    return new JsonPath(latest(backupId).prettify()).setRootPath("[0]");
  }

  /** The verification, once its outcome is final. */
  public JsonPath result(String verificationId) {
    await()
        .atMost(60, SECONDS)
        .until(() -> view(verificationId).getString("outcome"), o -> matches(o, "FINAL"));
    return view(verificationId);
  }

  private static boolean matches(String outcome, String expected) {
    return expected.equals("FINAL") ? FINAL.contains(outcome) : expected.equals(outcome);
  }

  public JsonPath latest(String backupId) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .queryParam("backupId", backupId)
        .get("/verifications")
        .jsonPath();
  }

  public JsonPath view(String verificationId) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/verifications/" + verificationId)
        .jsonPath();
  }

  /** What the running job says that it is doing; null before it says anything. */
  public String phaseOf(String jobId) {
    return job(jobId).getString("progress.phase");
  }

  public int attemptOf(String jobId) {
    return job(jobId).getInt("attempt");
  }

  private static JsonPath job(String jobId) {
    return given().auth().oauth2(ServiceStack.VIEWER).get("/jobs/" + jobId).jsonPath();
  }

  /** Cancels the newest verification of the backup. */
  public void cancel(String backupId) {
    String id = latest(backupId).getString("[0].verificationId");
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/jobs/" + id + "/cancel")
        .then()
        .statusCode(202);
    awaitLatest(backupId, "CANCELLED");
  }

  /** Every event of that type about the backup, once there are that many. */
  public <E extends VerificationEvent> List<E> events(Class<E> type, String backupId, int count) {
    await().atMost(60, SECONDS).until(() -> events(type, backupId).size() >= count);
    return events(type, backupId);
  }

  public <E extends VerificationEvent> List<E> events(Class<E> type, String backupId) {
    return topics.events(type, e -> backupIdOf(e).equals(backupId)).stream()
        .map(envelope -> type.cast(envelope.data()))
        .toList();
  }

  private static String backupIdOf(VerificationEvent event) {
    return switch (event) {
      case io.salvaguarda.events.VerificationStarted e -> e.backupId();
      case io.salvaguarda.events.VerificationPassed e -> e.backupId();
      case io.salvaguarda.events.VerificationFailed e -> e.backupId();
      case io.salvaguarda.events.VerificationInconclusive e -> e.backupId();
      case io.salvaguarda.events.VerificationOverdue e -> String.valueOf(e.backupId());
    };
  }

  @Override
  public void close() {
    topics.close();
  }
}
