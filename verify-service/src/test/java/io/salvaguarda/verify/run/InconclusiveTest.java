package io.salvaguarda.verify.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class InconclusiveTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aStoreThatIsAwayIsNeverDamageAndTheProofFollowsWhenItIsBack() throws Exception {
    BackupCompleted backup = TestBackups.make("remote", "main", TestBackups.FULL);
    VerifyStack.s3().process().stop();

    service.tell(backup);

    VerificationInconclusive first =
        service.events(VerificationInconclusive.class, backup.backupId(), 1).getFirst();
    assertThat(first.willRetry()).isTrue();
    assertThat(first.failure().errorClass()).isEqualTo(ErrorClass.STORE_UNAVAILABLE);
    assertThat(first.failure().kind()).isEqualTo(FailureKind.INCONCLUSIVE);

    VerifyStack.s3().process().start();
    service.events(VerificationPassed.class, backup.backupId(), 1);
    assertThat(service.events(VerificationFailed.class, backup.backupId())).isEmpty();
  }

  @Test
  void anExtensionThatTheSandboxLacksIsNamedAndTriedAgain() {
    BackupCompleted backup =
        TestBackups.make("shop", "disk", TestBackups.EMPTY, InconclusiveTest::needsPostgis);

    service.tell(backup);

    List<VerificationInconclusive> told =
        service.events(VerificationInconclusive.class, backup.backupId(), 2);
    assertThat(told.getFirst().failure().message()).contains("postgis_of_another_world");
    assertThat(told.getFirst().failure().errorClass()).isEqualTo(ErrorClass.SANDBOX_FAILED);
    assertThat(told.getFirst().levelReached()).isEqualTo(Level.STRUCTURE);
    assertThat(told.getFirst().willRetry()).isTrue();
    assertThat(service.events(VerificationFailed.class, backup.backupId())).isEmpty();
    service.cancel(backup.backupId());
  }

  private static ObjectNode needsPostgis(ObjectNode facts) {
    facts
        .withArray("extensions")
        .addObject()
        .put("name", "postgis_of_another_world")
        .put("version", "3.4")
        .put("schema", "public");
    return facts;
  }

  @Test
  void anAssertionThatIsNoQueryIsOurMistakeAndNotTriedAgain() throws Exception {
    BackupCompleted backup = TestBackups.make("nonsense");

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("INCONCLUSIVE");
    assertThat(outcome.getString("level")).isEqualTo("RESTORED");
    assertThat(outcome.getString("failure.errorClass")).isEqualTo("CONFIGURATION");
    assertThat(outcome.getString("failure.message")).contains("no query");
    assertThat(service.events(VerificationInconclusive.class, backup.backupId(), 1))
        .singleElement()
        .returns(false, VerificationInconclusive::willRetry);
    assertThat(VerifyStack.repository("disk").verification(BackupId.parse(backup.backupId())))
        .isEmpty();
  }

  @Test
  void aDiskThatIsNotMountedIsNeverDamage() throws Exception {
    BackupCompleted backup = TestBackups.make("shallow");
    Path disk = VerifyStack.diskFile("");
    Path away = disk.resolveSibling("disk-away");
    Files.move(disk, away);
    Files.createDirectory(disk);

    service.tell(backup);

    VerificationInconclusive told =
        service.events(VerificationInconclusive.class, backup.backupId(), 1).getFirst();
    Files.delete(disk);
    Files.move(away, disk);
    assertThat(told.failure().errorClass()).isEqualTo(ErrorClass.STORE_UNAVAILABLE);
    service.events(VerificationPassed.class, backup.backupId(), 1);
    assertThat(service.events(VerificationFailed.class, backup.backupId())).isEmpty();
  }

  @Test
  void anAttemptThatUsesUpItsTimeIsStoppedAndTriedAgain() {
    BackupCompleted backup = TestBackups.make("hasty");

    service.tell(backup);

    VerificationInconclusive told =
        service.events(VerificationInconclusive.class, backup.backupId(), 1).getFirst();
    service.cancel(backup.backupId());
    assertThat(told.failure().errorClass()).isEqualTo(ErrorClass.DEADLINE);
    assertThat(told.willRetry()).isTrue();
    await().atMost(60, SECONDS).until(() -> VerifyStack.leftInScratch() == 0);
  }

  @Test
  void aServerVersionWithoutToolsHereIsNamedAndNotTriedAgain() {
    BackupCompleted backup =
        TestBackups.make(
            "gone", "disk", TestBackups.EMPTY, facts -> facts.put("serverVersion", "99.1 (Mars)"));

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("INCONCLUSIVE");
    assertThat(outcome.getString("failure.message")).contains("PostgreSQL 99");
  }

  @Test
  void aRepositoryThatIsNotConfiguredIsNamedAndNotTriedAgain() {
    BackupCompleted backup = inRepository(TestBackups.make("shallow"), "attic");

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("INCONCLUSIVE");
    assertThat(outcome.getString("failure.nextStep")).contains("repositories.attic");
  }

  private static BackupCompleted inRepository(BackupCompleted b, String repository) {
    return new BackupCompleted(
        b.backupId(),
        b.sourceId(),
        BackupKind.LOGICAL,
        b.plan(),
        b.team(),
        repository,
        b.jobId(),
        1,
        BackupTrigger.REQUEST,
        b.startedAt(),
        b.snapshotAt(),
        b.completedAt(),
        b.plainBytes(),
        b.storedBytes(),
        b.chunks(),
        b.newChunks(),
        b.serverVersion(),
        b.tables(),
        b.rows());
  }
}
