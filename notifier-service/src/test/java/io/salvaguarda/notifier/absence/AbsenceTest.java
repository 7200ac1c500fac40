package io.salvaguarda.notifier.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupMissed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.JobStuck;
import io.salvaguarda.events.Topics;
import io.salvaguarda.events.VerificationOverdue;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan's deadline is six hours: what was due seven hours ago is missing. */
@QuarkusTest
class AbsenceTest extends NotifierTest {

  private static final Instant SEVEN_HOURS_AGO = NOW.minus(Duration.ofHours(7));

  private TopicReader backups;

  @BeforeEach
  void longRunning() {
    backups =
        new TopicReader(
            ServiceStack.kafka().bootstrapServers(), Topics.BACKUP, Topics.VERIFICATION);
    CatalogSql.execute("update hearing set born_at = born_at - interval '1 day'");
  }

  @AfterEach
  void asItWas() {
    CatalogSql.execute("update hearing set born_at = born_at + interval '1 day'");
    backups.close();
  }

  @Test
  void aBackupThatDidNotComeIsToldAndItsComingEndsIt() {
    String source = NotifierStack.freshSource("absent");
    due("BACKUP/" + source + "/logical");

    eventually(() -> told(source, 1));
    JsonPath hook = JsonPath.from(suite.webhooks("absent", source).getFirst().body());
    assertThat(hook.getString("data.cause")).isEqualTo("backup");
    assertThat(hook.getString("data.duty")).isEqualTo("BACKUP");
    assertThat(hook.getString("data.severity")).isEqualTo("CRITICAL");
    assertThat(hook.getString("data.dueAt")).isEqualTo(SEVEN_HOURS_AGO.toString());
    assertThat(suite.mails(source).getFirst().subject())
        .startsWith("[FAILED] " + source + ": a backup was due and did not come — due ");
    assertThat(suite.mails(source).getFirst().text().orElseThrow())
        .contains("salva backup run " + source, "backup-service", "Expected by");
    eventually(() -> told(BackupMissed.class, source).size() == 1);
    assertThat(expectation(source, "BACKUP")).containsEntry("state", "MISSING");

    suite.tell(Facts.backupCompleted(source, 21, NOW));

    eventually(() -> told(source, 2));
    assertThat(suite.incidents(source).getFirst().get("resolvedAt")).isNotNull();
    eventually(() -> expectation(source, "BACKUP").get("state").equals("AHEAD"));
    assertThat(expectation(source, "BACKUP")).containsEntry("lastAt", NOW.toString());
  }

  @Test
  void aBackupWhoseFailureWasToldIsNotMissing() {
    String source = NotifierStack.freshSource("absent");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, SEVEN_HOURS_AGO.plusSeconds(9)));
    eventually(() -> told(source, 1));

    due("BACKUP/" + source + "/logical");

    eventually(() -> expectation(source, "BACKUP").get("state").equals("AHEAD"));
    assertThat(suite.incidents(source).getFirst()).containsEntry("occurrences", 1);
    assertThat(told(BackupMissed.class, source)).isEmpty();
  }

  @Test
  void aChangedScheduleIsDueInTheFutureOnly() {
    String source = NotifierStack.freshSource("absent");
    String id = "BACKUP/" + source + "/logical";
    eventually(() -> !suite.get("/expectations?what=backup&source=" + source).isEmpty());

    CatalogSql.execute(
        "update expectation set times = '0 1 * * * UTC', due_at = timestamptz '"
            + SEVEN_HOURS_AGO
            + "' where id = '"
            + id
            + "'");

    eventually(() -> expectation(source, "BACKUP").get("state").equals("AHEAD"));
    assertThat(suite.incidents(source)).isEmpty();
  }

  @Test
  void nothingIsVerifiedOrDrilledWhereThereIsNoBackup() {
    String source = NotifierStack.freshSource("absent");
    CatalogSql.execute(
        "update expectation set due_at = now() - interval '9 days' where what in ('VERIFICATION',"
            + " 'DRILL') and source_id = '"
            + source
            + "'");

    eventually(() -> expectation(source, "VERIFICATION").get("state").equals("AHEAD"));
    eventually(() -> expectation(source, "DRILL").get("state").equals("AHEAD"));
    assertThat(suite.incidents(source)).isEmpty();
  }

  @Test
  void aBackupThatBeginsAndDoesNotEndIsTold() {
    String source = NotifierStack.freshSource("absent");
    UUID job = UUID.randomUUID();

    suite.tell(Facts.backupStarted(source, job, SEVEN_HOURS_AGO));

    eventually(() -> told(source, 1));
    JsonPath hook = JsonPath.from(suite.webhooks("absent", source).getFirst().body());
    assertThat(hook.getString("data.jobId")).isEqualTo(job.toString());
    assertThat(suite.mails(source).getFirst().text().orElseThrow())
        .contains("salva jobs show backup " + job);
    eventually(
        () -> suite.told(JobStuck.class, event -> event.sourceId().equals(source)).size() == 1);
  }

  @Test
  void aNewBackupThatNobodyVerifiesIsTold() {
    String source = NotifierStack.freshSource("absent");

    suite.tell(Facts.backupCompleted(source, 20, SEVEN_HOURS_AGO));

    eventually(() -> told(source, 1));
    assertThat(suite.mails(source).getFirst().subject())
        .startsWith("[WARNING] " + source + ": a new backup waits too long for its proof");
    eventually(() -> told(VerificationOverdue.class, source).size() == 1);

    suite.tell(Facts.passed(source, 20, NOW));

    eventually(() -> told(source, 2));
    assertThat(suite.get("/expectations?what=proof_of_new&source=" + source)).isEmpty();
  }

  @Test
  void aVerificationThatIsHeardOfBeforeItsBackupIsNotMissing() {
    String source = NotifierStack.freshSource("absent");
    suite.tell(Facts.passed(source, 20, SEVEN_HOURS_AGO.plusSeconds(60)));
    eventually(() -> known("PROOF_OF_NEW/" + source + "/logical/" + Facts.backupId(source, 20)));

    suite.tell(Facts.backupCompleted(source, 20, SEVEN_HOURS_AGO));
    String later = NotifierStack.freshSource("absent");
    suite.tell(Facts.backupCompleted(later, 20, SEVEN_HOURS_AGO));

    eventually(() -> told(later, 1));
    assertThat(suite.incidents(source)).isEmpty();
  }

  @Test
  void aLogOfWhichNothingIsHeardIsToldUntilItIsHeardOfAgain() {
    CatalogSql.execute(
        "update expectation set due_at = now() - interval '1 hour' where id = 'WAL/logged/'");
    CatalogSql.execute("update hearing set heard_since = now() - interval '1 hour'");

    eventually(() -> told("logged", 1));
    assertThat(suite.mails("logged").getFirst().subject())
        .startsWith("[FAILED] logged: nothing is heard of the write-ahead log — last heard ");

    suite.tell(Facts.walProgress("logged", Instant.now()));

    eventually(() -> told("logged", 2));
    assertThat(suite.mails("logged").getLast().subject())
        .isEqualTo("[RESOLVED] logged: the write-ahead log is as it should be again");
    eventually(() -> expectation("logged", "WAL").get("state").equals("DUE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/expectations?what=backups|what|backup, verification, drill",
        "/expectations?state=late|state|ahead, due, missing",
        "/expectations?limit=0|limit|1 to 500"
      })
  void aMistakeInAParameterIsAProblemThatNamesItAndWhatWouldBeRight(
      String path, String field, String right) {
    RestAssured.given().get(path).then().statusCode(401);
    RestAssured.given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(right));
  }

  private boolean told(String source, int times) {
    return suite.webhooks("absent", source).size() == times && suite.mails(source).size() == times;
  }

  private static void due(String id) {
    eventually(() -> known(id));
    CatalogSql.execute(
        "update expectation set due_at = timestamptz '"
            + SEVEN_HOURS_AGO
            + "' where id = '"
            + id
            + "'");
  }

  private static boolean known(String id) {
    return CatalogSql.text("select 1 from expectation where id = '" + id + "'") != null;
  }

  private Map<String, Object> expectation(String source, String what) {
    List<Map<String, Object>> found =
        suite.get("/expectations?limit=500&source=" + source + "&what=" + what);
    return found.getFirst();
  }

  private <E extends io.salvaguarda.events.SuiteEvent> List<E> told(Class<E> type, String source) {
    return backups.events(type, event -> event.sourceId().equals(source)).stream()
        .map(each -> type.cast(each.data()))
        .toList();
  }
}
