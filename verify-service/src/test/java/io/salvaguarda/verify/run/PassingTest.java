package io.salvaguarda.verify.run;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class PassingTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aCompletedBackupIsRestoredComparedAndTold() throws Exception {
    BackupCompleted backup = TestBackups.make("remote", "main", TestBackups.FULL);

    service.tell(backup);

    VerificationPassed passed =
        service.events(VerificationPassed.class, backup.backupId(), 1).getFirst();
    assertThat(passed.level()).isEqualTo(Level.CONTENT);
    assertThat(passed.trigger()).isEqualTo(VerificationTrigger.BACKUP_COMPLETED);
    assertThat(passed.tablesCompared()).isEqualTo(4);
    assertThat(passed.rowsCompared()).isEqualTo(20_501);
    assertThat(passed.repository()).isEqualTo("main");
    assertThat(passed.backupCompletedAt()).isEqualTo(backup.completedAt());
    assertThat(service.events(VerificationStarted.class, backup.backupId())).hasSize(1);
    VerificationMark mark =
        VerifyStack.repository("main")
            .verification(BackupId.parse(backup.backupId()))
            .orElseThrow();
    assertThat(mark.outcome()).isEqualTo(VerificationMark.Outcome.PASSED);
    assertThat(mark.level()).contains("CONTENT");
    assertThat(mark.verificationId()).isEqualTo(passed.verificationId().toString());
  }

  @Test
  void anEmptyDatabaseWithAnOddNamePassesAgainstItsFacts() {
    BackupCompleted backup = TestBackups.make("gone", "disk", TestBackups.EMPTY);

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("failure")).isNull();
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("CONTENT");
    assertThat(outcome.getLong("rowsCompared")).isZero();
  }

  @Test
  void aDumpOfSeveralWorkersIsRestoredFromAllItsArchives() {
    BackupCompleted backup = TestBackups.parallel("shop", 3);

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("failure")).isNull();
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("CONTENT");
    assertThat(outcome.getLong("rowsCompared")).isEqualTo(20_501);
  }

  @Test
  void theStructureOfSeveralArchivesIsReadInPlace() {
    BackupCompleted backup = TestBackups.parallel("shallow", 3);

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("STRUCTURE");
  }

  @Test
  void aPlanMayStopAtALowerLevel() {
    BackupCompleted backup = TestBackups.make("shallow");

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("STRUCTURE");
    assertThat(outcome.getLong("tablesCompared")).isZero();
  }

  @Test
  void nothingIsLeftInTheScratchFolderAndTheFiguresAreMetrics() {
    BackupCompleted backup = TestBackups.make("shop");

    service.tell(backup);

    assertThat(service.outcomeOf(backup.backupId()).getString("outcome")).isEqualTo("PASSED");
    await().atMost(60, SECONDS).until(() -> VerifyStack.leftInScratch() == 0);
    String metrics = given().auth().oauth2(ServiceStack.VIEWER).get("/q/metrics").asString();
    assertThat(metrics)
        .contains("salvaguarda_verification_outcomes_total{", "outcome=\"passed\"")
        .contains("salvaguarda_verification_duration_seconds_count{outcome=\"passed\"")
        .contains("salvaguarda_verification_completed_to_verified_seconds_sum");
  }
}
