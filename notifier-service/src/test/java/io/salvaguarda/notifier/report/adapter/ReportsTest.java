package io.salvaguarda.notifier.report.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.ReportSent;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ReportsTest extends NotifierTest {

  @Test
  void aReportComesByMailWithItsPlotsInItAndPdfAndCsvAttached() {
    String source = NotifierStack.freshSource("plantao");
    suite.tell(Facts.backupCompleted(source, 21, NOW.minus(Duration.ofHours(3))));
    suite.tell(Facts.passed(source, 21, NOW.minus(Duration.ofHours(2))));
    eventually(() -> suite.get("/history?source=" + source).size() == 2);

    send("verification", "plantao");

    eventually(() -> !mails("plantao@example.org").isEmpty());
    ReceivedMail mail = mails("plantao@example.org").getFirst();
    assertThat(mail.subject()).startsWith("[RELATÓRIO] Backups e suas comprovações, ");
    assertThat(mail.text().orElseThrow()).contains("* " + source + ": Backups 1 de 1");
    assertThat(mail.headers()).doesNotContainKeys("X-Salvaguarda-Incident", "In-Reply-To");
    List<ReceivedMail.File> images =
        mail.files().stream().filter(file -> file.type().equals("image/png")).toList();
    assertThat(images).isNotEmpty();
    assertThat(images)
        .allSatisfy(
            image -> {
              assertThat(mail.html().orElseThrow())
                  .contains("src=\"cid:" + image.contentId().orElseThrow() + "\"");
              assertThat(image.content()).startsWith(0x89, 'P', 'N', 'G');
            });
    assertThat(file(mail, "application/pdf").name())
        .matches("salvaguarda-verification-plantao-\\d{4}-\\d\\d-\\d\\d\\.pdf");
    assertThat(new String(file(mail, "application/pdf").content(), StandardCharsets.US_ASCII))
        .startsWith("%PDF-");
    assertThat(new String(file(mail, "text/csv").content(), StandardCharsets.UTF_8))
        .contains(",BACKUP," + source + ",", ",VERIFICATION," + source + ",")
        .doesNotContain(",dba-1,");
    eventually(
        () -> suite.told(ReportSent.class, sent -> sent.team().equals("plantao")).size() == 1);
  }

  @Test
  void aReportThatCannotBeDeliveredIsToldThroughTheOtherChannels() {
    NotifierStack.mail().stop();
    try {
      send("drills", "vanished");
      eventually(
          () ->
              suite.webhooks("vanished", "reports").stream()
                  .anyMatch(hook -> hook.body().contains("vanished-mail")));
    } finally {
      NotifierStack.mail().restart();
    }
    Map<String, Object> lost =
        suite.deliveries("reports", "vanished-mail").stream().findFirst().orElseThrow();
    assertThat(lost)
        .containsEntry("noticeType", "REPORT")
        .containsEntry("state", "DEAD")
        .containsEntry("incidentId", null);
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/deliveries/" + lost.get("deliveryId") + "/replay")
        .then()
        .statusCode(200);
    eventually(() -> !mails("vanished@example.org").isEmpty());
  }

  @Test
  void theTeamOfTheSuiteGetsEverything() {
    String source = NotifierStack.freshSource("many");
    suite.tell(Facts.backupFailed(source, ErrorClass.DISK_FULL, NOW));
    suite.tell(Facts.pruned("main", NOW));
    IntStream.range(0, 12)
        .forEach(
            i ->
                suite.tell(
                    new StorageMeasured(
                        "storage",
                        "verify-service",
                        "/scratch",
                        (100L - 2 * i) << 30,
                        200L << 30,
                        NOW.minus(Duration.ofDays(12 - i)))));
    eventually(
        () ->
            places().contains("main")
                && "FULL".equals(suite.get("/storage").getLast().get("outlook")));

    String text = now("verification", null, "text/plain").asString();

    assertThat(text)
        .contains("! " + source + ": ")
        .contains("* repository main: Holds ")
        .contains(
            "* verify-service: /scratch: Holds 122 GiB; Of 200 GiB; Growth 14 GiB a week; Full");
    assertThat(now("verification", "many", "text/plain").asString())
        .contains(source)
        .doesNotContain("/scratch");
    assertThat(suite.get("/storage").getLast())
        .containsEntry("place", "verify-service: /scratch")
        .containsEntry("outlook", "FULL")
        .extractingByKey("fullAt")
        .isNotNull();
  }

  @Test
  void whatWasSentCanBeLookedAtLaterInEveryForm() {
    String source = NotifierStack.freshSource("once");
    suite.tell(Facts.drillCompleted(source, NOW.minus(Duration.ofHours(1))));
    eventually(() -> suite.get("/history?source=" + source).size() == 1);
    send("drills", "once");
    eventually(() -> reports("once").size() == 1);
    String path = "/reports/" + reports("once").getFirst().get("reportId");

    assertThat(get(path, "application/pdf").asByteArray()).startsWith('%', 'P', 'D', 'F');
    assertThat(get(path, "text/html").asString()).contains("data:image/png", "once-1");
    assertThat(get(path, "text/csv").asString()).startsWith("endedAt,kind,");
    assertThat(get(path, "text/plain").asString()).contains("Practised restores");
    assertThat(reports("once").getFirst())
        .containsEntry("kind", "DRILLS")
        .containsEntry("whole", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"report\":\"weekly\"}|report|verification, drills",
        "{}|report|verification or drills",
        "{\"report\":\"drills\",\"team\":\"nobody\"}|team|a team of salvaguarda.yaml"
      })
  void aMistakeInAWishIsNamed(String body, String field, String right) {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/reports")
        .then()
        .statusCode(400)
        .body("field", equalTo(field))
        .body("detail", containsString(right));
  }

  @Test
  void aViewerSendsNothing() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .contentType(ContentType.JSON)
        .body("{\"report\":\"drills\"}")
        .post("/reports")
        .then()
        .statusCode(403);
  }

  private static void send(String report, String team) {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType(ContentType.JSON)
        .body(Map.of("report", report, "team", team))
        .post("/reports")
        .then()
        .statusCode(202);
  }

  private static Response now(String report, String team, String type) {
    return get("/reports/now/" + report + (team == null ? "" : "?team=" + team), type);
  }

  private static Response get(String path, String type) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .accept(type)
        .get(path)
        .then()
        .statusCode(200)
        .contentType(containsString(type))
        .extract()
        .response();
  }

  private List<Map<String, Object>> reports(String team) {
    return suite.get("/reports").stream().filter(each -> each.get("team").equals(team)).toList();
  }

  private List<Object> places() {
    return suite.get("/storage").stream().map(each -> each.get("place")).toList();
  }

  private List<ReceivedMail> mails(String to) {
    return suite.mails("reports").stream().filter(mail -> mail.to().contains(to)).toList();
  }

  private static ReceivedMail.File file(ReceivedMail mail, String type) {
    Optional<ReceivedMail.File> found =
        mail.files().stream().filter(file -> file.type().equals(type)).findFirst();
    return found.orElseThrow();
  }
}
