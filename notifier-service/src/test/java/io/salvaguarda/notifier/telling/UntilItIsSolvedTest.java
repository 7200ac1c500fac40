package io.salvaguarda.notifier.telling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.IncidentAcknowledged;
import io.salvaguarda.events.IncidentEscalated;
import io.salvaguarda.events.IncidentReopened;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Acknowledged, escalated, reminded of, reopened: on Kafka, PostgreSQL and SMTP. */
@QuarkusTest
class UntilItIsSolvedTest extends NotifierTest {

  @Test
  void whoeverTakesCareOfAnIncidentIsNamedOnceAndProgramsHearOfIt() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> suite.webhooks("dba", source).size() == 1);
    String path = "/incidents/" + id(source) + "/acknowledge";

    given().auth().oauth2(ServiceStack.VIEWER).post(path).then().statusCode(403);
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post(path)
        .then()
        .statusCode(200)
        .body("acknowledgedBy", equalTo("test-operator"));
    given()
        .auth()
        .oauth2(ServiceStack.ADMIN)
        .post(path)
        .then()
        .statusCode(409)
        .body("detail", containsString("test-operator already takes care of it"));

    eventually(() -> suite.webhooks("dba", source).size() == 2);
    assertThat(suite.webhooks("dba", source).getLast().body())
        .contains("io.salvaguarda.notice.acknowledged.v1", "\"acknowledgedBy\":\"test-operator\"");
    eventually(
        () -> suite.told(IncidentAcknowledged.class, e -> e.sourceId().equals(source)).size() == 1);
    assertThat(suite.mails(source)).as("people need no mail for it").hasSize(2);
  }

  @Test
  void whatIsOverCannotBeTakenCareOf() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.restoreFailed(source, NOW.minusSeconds(60)));
    suite.tell(Facts.restoreCompleted(source, NOW));
    eventually(() -> suite.webhooks("dba", source).size() == 2);

    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/incidents/" + id(source) + "/acknowledge")
        .then()
        .statusCode(409)
        .body("detail", containsString("already resolved"));
  }

  @Test
  void whatNobodyAcknowledgesGoesToTheLeadAndThenToTheAdministrators() {
    String source = NotifierStack.freshSource("asleep");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

    eventually(() -> mailsTo(source, "lead@example.org", "[NOT ACKNOWLEDGED]") == 2);
    eventually(() -> steps(source).size() == 2);
    assertThat(steps(source).getFirst().channels()).containsExactly("lead-mail");
    assertThat(mailsTo(source, "dba@example.org", "[NOT ACKNOWLEDGED]")).isEqualTo(1);

    suite.tell(Facts.backupCompleted(source, 21, NOW.plusSeconds(1)));
    eventually(() -> mailsTo(source, "lead@example.org", "[RESOLVED]") >= 1);
    eventually(() -> mailsTo(source, "dba@example.org", "[RESOLVED]") == 1);
  }

  @Test
  void anAcknowledgedIncidentIsNotEscalated() {
    String source = NotifierStack.freshSource("asleep");
    String later = NotifierStack.freshSource("asleep");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> !suite.incidents(source).isEmpty());
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/incidents/" + id(source) + "/acknowledge")
        .then()
        .statusCode(200);
    suite.tell(Facts.backupFailed(later, ErrorClass.DUMP_FAILED, NOW));

    eventually(() -> mailsTo(later, "lead@example.org", "[NOT ACKNOWLEDGED]") == 2);
    assertThat(mailsTo(source, "lead@example.org", "[NOT ACKNOWLEDGED]")).isZero();
  }

  @Test
  void whatStaysOpenIsRemindedOfAndAnAcknowledgementOnlyDefersThat() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> suite.webhooks("dba", source).size() == 1);

    hasBeen(source, "last_told_at", "25 hours");
    eventually(() -> mailsTo(source, "dba@example.org", "[REMINDER]") == 1);
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/incidents/" + id(source) + "/acknowledge")
        .then()
        .statusCode(200);
    hasBeen(source, "acknowledged_at", "71 hours");
    hasBeen(source, "last_told_at", "71 hours");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.plusSeconds(1)));
    eventually(() -> suite.incidents(source).getFirst().get("occurrences").equals(2));
    hasBeen(source, "last_told_at", "73 hours");
    hasBeen(source, "acknowledged_at", "73 hours");

    eventually(() -> mailsTo(source, "dba@example.org", "[REMINDER]") == 2);
  }

  @Test
  void aFailureSoonAfterTheResolutionIsTheSameIncidentInTheSameThread() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.minusSeconds(300)));
    suite.tell(Facts.backupCompleted(source, 20, NOW.minusSeconds(200)));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.minusSeconds(100)));

    eventually(() -> mailsTo(source, "dba@example.org", "[BACK AGAIN]") == 1);
    assertThat(suite.incidents(source)).hasSize(1);
    assertThat(suite.incidents(source).getFirst())
        .containsEntry("round", 2)
        .containsEntry("resolvedAt", null);
    eventually(
        () -> suite.told(IncidentReopened.class, e -> e.sourceId().equals(source)).size() == 1);
    String root = suite.mails(source).getFirst().headers().get("Message-ID").getFirst();
    assertThat(suite.mails(source).getLast().headers().get("References")).containsExactly(root);
  }

  @Test
  void aFailureLongAfterTheResolutionIsANewIncident() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.minusSeconds(9_000)));
    suite.tell(Facts.backupCompleted(source, 20, NOW.minusSeconds(8_000)));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.minusSeconds(100)));

    eventually(() -> suite.incidents(source).size() == 2);
    eventually(() -> suite.webhooks("dba", source).size() == 3);
  }

  @Test
  void theAdministratorsHearOfAFailedRestoreAtOnce() {
    String source = NotifierStack.freshSource("many");
    suite.tell(Facts.restoreFailed(source, NOW));

    eventually(() -> mailsTo(source, "dba@example.org", "[FAILED]") == 1);
    eventually(() -> mailsTo(source, "many@example.org", "[FAILED]") == 1);
  }

  private List<IncidentEscalated> steps(String source) {
    return suite.told(IncidentEscalated.class, e -> e.sourceId().equals(source));
  }

  private String id(String source) {
    return (String) suite.incidents(source).getFirst().get("incidentId");
  }

  private long mailsTo(String source, String address, String label) {
    return suite.mails(source).stream()
        .filter(mail -> mail.to().contains(address))
        .filter(mail -> mail.subject().startsWith(label))
        .map(mail -> mail.headers().get("Message-ID"))
        .distinct()
        .count();
  }

  /** Moves a time of the source's incident into the past. */
  private static void hasBeen(String source, String column, String ago) {
    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update notifier.incident set "
                + column
                + " = clock_timestamp() - interval '"
                + ago
                + "', look_at = clock_timestamp() where source_id = '"
                + source
                + "'");
  }
}
