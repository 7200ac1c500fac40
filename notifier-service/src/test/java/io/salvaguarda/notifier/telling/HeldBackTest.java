package io.salvaguarda.notifier.telling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silences, quiet hours, outages, groups and routes: on Kafka, PostgreSQL and SMTP. */
@QuarkusTest
class HeldBackTest extends NotifierTest {

  @Test
  void whatASilenceHeldBackIsToldWhenItEndsIfItIsStillSo() {
    String still = NotifierStack.freshSource("once");
    String over = NotifierStack.freshSource("once");
    String silence = silence(still);
    String other = silence(over);
    suite.tell(Facts.backupFailed(still, ErrorClass.DUMP_FAILED, NOW.minusSeconds(60)));
    suite.tell(Facts.backupFailed(over, ErrorClass.DUMP_FAILED, NOW.minusSeconds(60)));
    suite.tell(Facts.backupCompleted(over, 21, NOW));
    eventually(() -> suite.incidents(over).stream().anyMatch(i -> i.get("resolvedAt") != null));
    eventually(() -> held(still));
    assertThat(suite.mails(still)).isEmpty();

    end(silence);
    end(other);

    eventually(() -> suite.mails(still).size() == 1);
    assertThat(suite.mails(still).getFirst().text().orElseThrow())
        .contains("You were not told before because of the silence \"moving disks\".");
    assertThat(suite.mails(over)).as("nobody heard of it, and it is over").isEmpty();
    assertThat(suite.webhooks("once", over)).isEmpty();
    eventually(() -> suite.webhooks("once", still).size() == 1);
    assertThat(suite.webhooks("once", still).getFirst().body()).contains("\"again\":\"HELD\"");
  }

  @Test
  void aMaintenanceWindowHoldsBackAndTheCommandSaysSo() {
    suite.tell(Facts.backupFailed("gone-40", ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> held("gone-40"));
    assertThat(suite.mails("gone-40")).isEmpty();

    explained("gone-40", "backup.failed", "critical")
        .body("heldBy", equalTo("MAINTENANCE always"))
        .body("channels", contains("gone-mail", "gone-hook"));
  }

  @Test
  void quietHoursHoldWarningsAndLetCriticalsThrough() {
    String source = NotifierStack.freshSource("asleep");
    suite.tell(Facts.retentionHeld(source, NOW));
    suite.tell(Facts.failed(source, 21, NOW));

    eventually(() -> suite.webhooks("asleep", source).size() == 1);
    eventually(() -> held(source));
    assertThat(suite.webhooks("asleep", source).getFirst().body())
        .contains("\"cause\":\"verification\"");
    explained(source, "retention.held", "warning").body("heldBy", startsWith("QUIET_HOURS"));
    explained(source, "retention.held", "critical").body("heldBy", equalTo(null));
  }

  @Test
  void whatComesUpTogetherIsOneMailAndEachIncidentAWebhookOfItsOwn() throws IOException {
    List<String> sources =
        IntStream.range(0, 8).mapToObj(i -> NotifierStack.freshSource("herd")).toList();
    sources.forEach(s -> suite.tell(Facts.backupFailed(s, ErrorClass.SOURCE_UNREACHABLE, NOW)));

    eventually(() -> sources.stream().allMatch(s -> suite.webhooks("herd", s).size() == 1));
    eventually(() -> sources.stream().allMatch(s -> told(s, herdMails("[FAILED]", sources)) == 1));
    List<ReceivedMail> mails = herdMails("[FAILED]", sources);
    assertThat(mails).hasSizeLessThanOrEqualTo(3);
    assertThat(mails)
        .extracting(ReceivedMail::subject)
        .anyMatch(s -> s.endsWith("sources: backup could not be taken — source unreachable"));
    String all = String.join("\n", mails.stream().map(m -> m.text().orElseThrow()).toList());
    assertThat(all).contains(sources);

    assertThat(sources)
        .as("the log knows of each incident by which messages it was told")
        .allSatisfy(
            s ->
                assertThat(suite.get("/deliveries?incident=" + id(s)))
                    .extracting(each -> each.get("channel"))
                    .contains("herd-mail", "herd-hook"));

    sources.forEach(s -> suite.tell(Facts.backupCompleted(s, 21, NOW.plusSeconds(1))));
    eventually(() -> sources.stream().allMatch(s -> suite.webhooks("herd", s).size() == 2));
    eventually(
        () -> sources.stream().allMatch(s -> told(s, herdMails("[RESOLVED]", sources)) == 1));
    assertThat(herdMails("[RESOLVED]", sources)).hasSizeLessThan(sources.size());
    ReceivedMail resolved = herdMails("[RESOLVED]", sources).getFirst();
    assertThat(resolved.subject()).endsWith("backups work again");
    keep("several", mails.getLast());
    keep("several-resolved", resolved);
    assertThat(mails.stream().flatMap(m -> m.headers().get("Message-ID").stream()))
        .as("it stands below the mail that told of it")
        .contains(resolved.headers().get("References").getFirst());
  }

  @Test
  void anOutageIsToldInThePlaceOfWhatItExplainsAndAfterItWhatIsStillWrong() throws IOException {
    List<String> sources =
        IntStream.range(0, 6).mapToObj(i -> NotifierStack.freshSource("away")).toList();
    sources.forEach(s -> suite.tell(Facts.backupFailed(s, ErrorClass.STORE_UNAVAILABLE, NOW)));

    eventually(
        () -> suite.webhooks("dba", "storage").stream().anyMatch(w -> w.body().contains("outage")));
    eventually(
        () ->
            suite.webhooks("away", "storage").stream()
                .anyMatch(w -> w.body().contains("\"repository\":\"shared\"")));
    eventually(() -> sources.stream().filter(this::held).count() >= 5);
    assertThat(suite.told(IncidentOpened.class, e -> e.cause().equals("outage"))).hasSize(1);
    long before = sources.stream().filter(s -> !suite.mails(s).isEmpty()).count();
    assertThat(before)
        .as("the first may be told before the second makes it an outage")
        .isLessThan(2);

    suite.tell(Facts.backupCompleted(sources.getFirst(), 21, NOW.plusSeconds(1)));

    eventually(
        () ->
            suite.webhooks("away", "storage").stream()
                .anyMatch(w -> w.body().contains("io.salvaguarda.notice.resolved.v1")));
    eventually(() -> sources.stream().skip(1).allMatch(s -> suite.webhooks("away", s).size() == 1));
    assertThat(sources.stream().flatMap(s -> suite.mails(s).stream()))
        .extracting(mail -> mail.text().orElseThrow())
        .anyMatch(text -> text.contains("the outage of repository shared, which is over"));
    assertThat(suite.incidents(sources.getFirst()).getFirst().get("resolvedAt")).isNotNull();
    keep(
        "outage",
        suite.mails("storage").stream()
            .filter(mail -> mail.to().contains("away@example.org"))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aRouteSendsWhatFitsElsewhereAndIsExplained() {
    suite.tell(Facts.backupFailed("slow-40", ErrorClass.DUMP_FAILED, NOW));
    suite.tell(Facts.failed("slow-40", 21, NOW));

    eventually(
        () ->
            suite.deliveries("slow-40").stream()
                .map(d -> (String) d.get("channel"))
                .sorted()
                .toList()
                .equals(List.of("lead-mail", "slow-hook", "slow-mail")));
    explained("slow-40", "backup.failed", "critical")
        .body("channels", contains("lead-mail"))
        .body("route", equalTo("elsewhere"))
        .body("considered.because", contains("it fits"));
    explained("slow-40", "restore.failed", "critical")
        .body("channels", contains("slow-mail", "slow-hook"))
        .body("administrators", contains("dba-mail", "dba-hook"))
        .body("considered.because", contains("it is for kinds backup"));
    explained("asleep-1", "io.salvaguarda.wal.gap.v1", "critical")
        .body("escalation.channels", hasItem(contains("lead-mail")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"source\":\"Shop!\",\"until\":\"2099-01-01T00:00:00Z\",\"reason\":\"x\"}|source|a pattern",
        "{\"source\":\"x\",\"until\":\"tomorrow\",\"reason\":\"x\"}|until|a time such as",
        "{\"source\":\"x\",\"until\":\"2020-01-01T00:00:00Z\",\"reason\":\"x\"}|until|in the future",
        "{\"source\":\"x\",\"until\":\"2099-01-01T00:00:00Z\",\"reason\":\"x\"}|until|at most 30 days",
        "{\"source\":\"x\",\"reason\":\"x\"}|until|a time such as",
        "{\"source\":\"x\",\"until\":\"@SOON@\",\"reason\":\" \"}|reason|1 to 200",
        "{\"source\":\"x\",\"until\":\"@SOON@\",\"reason\":\"x\",\"kind\":\"bakcup\"}|kind|one of backup",
        "{\"source\":\"x\",\"until\":\"@SOON@\",\"reason\":\"x\",\"forever\":true}|forever|",
        "[]|body|",
      })
  void aSilenceThatCannotBeIsRefusedWithTheFieldAndWhatWouldBeRight(
      String body, String field, String right) {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body(body.replace("@SOON@", Instant.now().plusSeconds(600).toString()))
        .post("/silences")
        .then()
        .statusCode(400)
        .body("detail", containsString(right == null ? "" : right))
        .body("field", equalTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=backup.failed|source",
        "source=dba-1&type=backup.fialed|type",
        "source=dba-1|type",
        "source=dba-1&type=backup.failed&severity=bad|severity",
        "source=dba-1&type=backup.failed&at=noon|at",
      })
  void aQuestionThatCannotBeAnsweredNamesWhatIsWrong(String query, String field) {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/routes/explain?" + query)
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
  }

  @Test
  void silencesAreShownWhileTheyLastAndOnlyOperatorsMakeThem() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .contentType("application/json")
        .body(Map.of("source", "x"))
        .post("/silences")
        .then()
        .statusCode(403);
    String silence = silence("never-there-*");

    shown("").body("silenceId", hasItem(silence));
    end(silence);
    shown("").body("silenceId", not(hasItem(silence)));
    shown("?state=all").body("silenceId", hasItem(silence));
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/silences/" + silence + "/end")
        .then()
        .statusCode(409);
  }

  private static io.restassured.response.ValidatableResponse shown(String query) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/silences" + query)
        .then()
        .statusCode(200);
  }

  private static io.restassured.response.ValidatableResponse explained(
      String source, String type, String severity) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .queryParam("source", source)
        .queryParam("type", type)
        .queryParam("severity", severity)
        .get("/routes/explain")
        .then()
        .statusCode(200);
  }

  private static String silence(String source) {
    return given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body(
            Map.of(
                "source",
                source,
                "until",
                Instant.now().plusSeconds(600).toString(),
                "reason",
                "moving disks"))
        .post("/silences")
        .then()
        .statusCode(200)
        .body("createdBy", equalTo("test-operator"))
        .extract()
        .path("silenceId");
  }

  private static void end(String silence) {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/silences/" + silence + "/end")
        .then()
        .statusCode(200)
        .body("endedBy", equalTo("test-operator"));
  }

  private static List<ReceivedMail> herdMails(String label, List<String> sources) {
    return NotifierStack.mail().received().stream()
        .filter(mail -> mail.to().contains("herd@example.org"))
        .filter(mail -> mail.subject().startsWith(label))
        .filter(mail -> sources.stream().anyMatch(s -> told(s, List.of(mail)) == 1))
        .toList();
  }

  private static long told(String source, List<ReceivedMail> mails) {
    return mails.stream()
        .filter(
            mail ->
                mail.subject().contains(" " + source + ":")
                    || mail.text().orElseThrow().contains("\n" + source + ":"))
        .count();
  }

  private static void keep(String name, ReceivedMail mail) throws IOException {
    Files.createDirectories(Path.of("target/mails"));
    Files.writeString(Path.of("target/mails", name + ".html"), mail.html().orElseThrow());
    Files.writeString(Path.of("target/mails", name + ".txt"), mail.text().orElseThrow());
  }

  private String id(String source) {
    return (String) suite.incidents(source).getFirst().get("incidentId");
  }

  private boolean held(String source) {
    return suite.incidents(source).stream().anyMatch(incident -> incident.get("heldBy") != null);
  }
}
