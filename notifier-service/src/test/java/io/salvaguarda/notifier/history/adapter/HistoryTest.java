package io.salvaguarda.notifier.history.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class HistoryTest extends NotifierTest {

  @Test
  void whatEndedIsThereWithItsFiguresTheNewestFirst() {
    String source = NotifierStack.freshSource("dba");

    suite.tell(Facts.backupCompleted(source, 21, NOW));
    suite.tell(Facts.passed(source, 21, NOW.plusSeconds(60)));
    suite.tell(Facts.drillCompleted(source, NOW.plusSeconds(120)));
    suite.tell(Facts.backupFailed(source, ErrorClass.DISK_FULL, NOW.plusSeconds(180)));

    eventually(() -> history(source).size() == 4);
    List<Map<String, Object>> history = history(source);
    assertThat(history)
        .extracting(each -> each.get("kind") + " " + each.get("outcome"))
        .containsExactly(
            "BACKUP FAILED", "DRILL SUCCEEDED", "VERIFICATION SUCCEEDED", "BACKUP SUCCEEDED");
    assertThat(history.get(0)).containsEntry("errorClass", "DISK_FULL");
    assertThat(history.get(3))
        .containsEntry("backupId", Facts.backupId(source, 21))
        .containsEntry("backupKind", "LOGICAL")
        .extractingByKey("plainBytes")
        .isNotNull();
    assertThat((Integer) history.get(2).get("provenAfterMillis")).isPositive();
  }

  @Test
  void theSameEventTwiceIsOneEntry() {
    String source = NotifierStack.freshSource("dba");

    suite.tellTimes(3, Facts.backupCompleted(source, 21, NOW));
    suite.tell(Facts.backupFailed(source, ErrorClass.DISK_FULL, NOW.plusSeconds(180)));

    eventually(() -> history(source).size() == 2);
  }

  @Test
  void anEarlierAttemptThatIsHeardLateDoesNotHideTheEnd() {
    String source = NotifierStack.freshSource("dba");
    var passed = Facts.passed(source, 21, NOW);
    var earlier =
        new VerificationInconclusive(
            passed.verificationId(),
            passed.backupId(),
            source,
            passed.kind(),
            passed.plan(),
            passed.team(),
            passed.repository(),
            passed.trigger(),
            null,
            NOW.minus(Duration.ofHours(2)),
            NOW.minus(Duration.ofHours(1)),
            new Failure(
                FailureKind.INCONCLUSIVE,
                ErrorClass.STORE_UNAVAILABLE,
                "The store was away.",
                "Wait.",
                List.of()),
            true);

    suite.tell(passed);
    suite.tell(earlier);
    suite.tell(Facts.drillFailed(source, NOW.plusSeconds(1)));

    eventually(() -> history(source).size() == 2);
    assertThat(history(source).get(1))
        .containsEntry("kind", "VERIFICATION")
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("errorClass", null);
  }

  @Test
  void theCsvHasALineForEachEntryAndNoFormula() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupCompleted(source, 21, NOW));
    var failed = Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.plusSeconds(1));
    suite.tell(
        new BackupFailed(
            failed.jobId(),
            failed.attempt(),
            source,
            failed.kind(),
            failed.plan(),
            failed.team(),
            failed.startedAt(),
            failed.failedAt(),
            new Failure(
                FailureKind.TERMINAL,
                ErrorClass.DUMP_FAILED,
                "=cmd|' /C calc'!A0, \"quoted\"",
                "Mend it.",
                List.of())));
    eventually(() -> history(source).size() == 2);

    String[] lines =
        given()
            .auth()
            .oauth2(ServiceStack.VIEWER)
            .accept("text/csv")
            .get("/history?source=" + source)
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString()
            .split("\r\n");

    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("endedAt,kind,sourceId,team,outcome,").endsWith(",error,id");
    assertThat(lines[1])
        .contains(",BACKUP,", ",FAILED,", ",\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\"");
    assertThat(lines[2]).startsWith(NOW + ",BACKUP," + source + ",dba,SUCCEEDED,LOGICAL,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=dump|kind|one of backup, verification",
        "from=yesterday|from|2026-01-31",
        "to=2026-13-01|to|2026-01-31",
        "limit=501|limit|1 to 500"
      })
  void aMistakeInAParameterIsNamed(String query, String field, String right) {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/history?" + query)
        .then()
        .statusCode(400)
        .body("field", equalTo(field))
        .body("detail", containsString(right));
  }

  private List<Map<String, Object>> history(String source) {
    return suite.get("/history?source=" + source);
  }
}
