package io.salvaguarda.verify.run;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.verify.testing.PhysicalBackups;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class PhysicalBackupTest {

  private static final int PAGE = 8192;

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aClusterIsRecoveredLookedAtAndToldWithWhatItsOwnMachineHadMore() throws Exception {
    VerifyStack.source()
        .execute(
            "postgres",
            "alter system set shared_preload_libraries = 'library_of_another_machine'",
            "alter system set archive_command = 'secret-tool %p'");
    BackupCompleted backup;
    try {
      backup = PhysicalBackups.make("shop");
    } finally {
      VerifyStack.source().execute("postgres", "alter system reset all");
    }

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("failure")).isNull();
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("CONTENT");
    assertThat(outcome.getList("notes", String.class))
        .contains(
            "not used here: shared_preload_libraries = library_of_another_machine",
            "not used here: archive_command",
            "the cluster has no page checksums (initdb --data-checksums)");
    VerificationPassed passed =
        service.events(VerificationPassed.class, backup.backupId(), 1).getFirst();
    assertThat(passed.kind()).isEqualTo(BackupKind.PHYSICAL);
    assertThat(passed.level()).isEqualTo(Level.CONTENT);
    VerificationMark mark = markOf(backup);
    assertThat(mark.outcome()).isEqualTo(VerificationMark.Outcome.PASSED);
    assertThat(mark.level()).contains("CONTENT");
    await().atMost(60, SECONDS).until(() -> VerifyStack.leftInScratch() == 0);
  }

  @Test
  void aDamagedChunkFailsAndIsNamed() throws Exception {
    BackupCompleted backup = PhysicalBackups.make("shop");
    ChunkId chunk =
        VerifyStack.repository("disk").manifest(BackupId.parse(backup.backupId())).stream(
                "base.tar")
            .orElseThrow()
            .chunks()
            .getFirst();
    Path file = VerifyStack.diskFile(chunk.objectKey());
    PhysicalBackups.flip(file, Files.size(file) / 2);
    try {
      service.tell(backup);

      VerificationFailed failed = failureOf(backup);
      assertThat(failed.levelReached()).isNull();
      assertThat(failed.findings())
          .singleElement()
          .returns("CHUNK_DAMAGED", Finding::code)
          .returns(chunk.hex(), Finding::object);
      assertThat(markOf(backup).quarantined()).isTrue();
    } finally {
      PhysicalBackups.flip(file, Files.size(file) / 2);
    }
  }

  @Test
  void aBitThatFlippedOnTheWayIsFoundAndItsFileNamed() throws Exception {
    String file = fileOf("sales.orders_2025");
    BackupCompleted backup =
        PhysicalBackups.make(
            "shop",
            archives -> {
              Path base = archives.resolve("base.tar");
              PhysicalBackups.flip(base, PhysicalBackups.offsetIn(base, file) + 5000);
            });

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.BACKUP_DAMAGED);
    assertThat(failed.levelReached()).isEqualTo(Level.INTEGRITY);
    assertThat(failed.findings())
        .singleElement()
        .returns("FILE_DAMAGED", Finding::code)
        .returns(file, Finding::object);
    assertThat(markOf(backup).quarantined()).isTrue();
  }

  @Test
  void aPageThatWasBadOnTheSourceAlreadyIsFoundAndItsFileNamed() throws Exception {
    VerifyStack.source().execute("shop", "checkpoint");
    String name = fileOf("sales.orders_2026");
    Path file = VerifyStack.source().data().resolve(name);
    long linePointer = PAGE + 25;
    PhysicalBackups.flip(file, linePointer);
    BackupCompleted backup;
    try {
      backup = PhysicalBackups.make("shop");
    } finally {
      PhysicalBackups.flip(file, linePointer);
    }

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.levelReached()).isEqualTo(Level.RECOVERED);
    assertThat(failed.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("DATA_DAMAGED");
              assertThat(finding.object()).contains("sales.orders_2026", name);
            });
  }

  @Test
  void aDatabaseThatIsNotThereFails() throws Exception {
    BackupCompleted backup =
        PhysicalBackups.claiming("shop", new ClusterFacts.Database(4_000_000, "lost", 0));

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.CONTENT_DIFFERS);
    assertThat(failed.findings())
        .singleElement()
        .returns("DATABASE_MISSING", Finding::code)
        .returns("lost", Finding::object);
  }

  @Test
  void anAssertionThatDoesNotHoldFails() throws Exception {
    BackupCompleted backup = PhysicalBackups.make("untrue");

    service.tell(backup);

    assertThat(failureOf(backup).findings())
        .singleElement()
        .returns("ASSERTION_FALSE", Finding::code)
        .returns("nobody buys", Finding::object);
  }

  @Test
  void aPlanMayStopAtALowerLevel() throws Exception {
    BackupCompleted backup = PhysicalBackups.make("shallow");

    service.tell(backup);

    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("PASSED");
    assertThat(outcome.getString("level")).isEqualTo("STRUCTURE");
  }

  @Test
  void theLatestPhysicalBackupOfASourceCanBeAskedFor() throws Exception {
    BackupCompleted backup = PhysicalBackups.make("shallow");
    service.tell(backup);
    service.outcomeOf(backup.backupId());
    service.tell(TestBackups.make("shallow"));

    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body("{\"source\":\"shallow\",\"kind\":\"physical\"}")
        .post("/verifications")
        .then()
        .statusCode(202)
        .body("backupId", equalTo(backup.backupId()));
  }

  private static String fileOf(String table) throws Exception {
    try (var connection = PostgresConnections.open(VerifyStack.source().connection("shop"));
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_relation_filepath('" + table + "')")) {
      row.next();
      return row.getString(1);
    }
  }

  private VerificationFailed failureOf(BackupCompleted backup) {
    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("FAILED");
    return service.events(VerificationFailed.class, backup.backupId(), 1).getFirst();
  }

  private static VerificationMark markOf(BackupCompleted backup) throws Exception {
    return VerifyStack.repository("disk")
        .verification(BackupId.parse(backup.backupId()))
        .orElseThrow();
  }
}
