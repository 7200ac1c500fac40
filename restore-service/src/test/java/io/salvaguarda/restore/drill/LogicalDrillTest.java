package io.salvaguarda.restore.drill;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Drills;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class LogicalDrillTest {

  @Test
  void aDrillRestoresTheNewestVerifiedBackupComparesItAndKeepsNothingButItsFigures() {
    String backup = Backups.verified("drilled", "shop");
    try (Told told = new Told()) {
      String id = Drills.begun("drilled", "logical");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure.message")).isNull();
      assertThat(job.getString("result.backupId")).isEqualTo(backup);
      DrillCompleted event =
          told.first(DrillCompleted.class, e -> e.drillId().equals(UUID.fromString(id)));
      assertThat(event.kind()).isEqualTo(BackupKind.LOGICAL);
      assertThat(event.steps())
          .extracting(DrillStep::name)
          .containsExactly("START", "CHECK", "RESTORE", "COMPARE", "RENAME");
      long inSteps = event.steps().stream().mapToLong(DrillStep::millis).sum();
      assertThat(event.recoveryMillis()).isBetween(inSteps, inSteps + 1_000);
      assertThat(event.lossMillis()).isPositive();
      JsonPath recorded = Drills.recorded("drilled");
      assertThat(recorded.getString("[0].id")).isEqualTo(id);
      assertThat(recorded.getString("[0].outcome")).isEqualTo("COMPLETED");
      assertThat(recorded.getLong("[0].recoveryMillis")).isEqualTo(event.recoveryMillis());
      assertThat(recorded.getLong("[0].lossMillis")).isEqualTo(event.lossMillis());
      assertThat(recorded.getString("[0].requestedBy")).isEqualTo("test-operator");
      assertThat(RestoreStack.leftInScratch()).isZero();
    }
  }

  @Test
  void aDrillThatFindsItsBackupDamagedFailsIsToldAndRecorded() throws IOException {
    RestoreStack.source()
        .execute(
            "changing",
            "drop table if exists drilled",
            "create table drilled as"
                + " select i, md5(random()::text) from generate_series(1, 50000) i");
    String backup = Backups.verified("drill-bad", "changing");
    Files.delete(RestoreStack.diskFile(Backups.chunks(backup).getLast().objectKey()));
    try (Told told = new Told()) {
      String id = Drills.begun("drill-bad", "logical");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure.errorClass")).isEqualTo("BACKUP_DAMAGED");
      DrillFailed event =
          told.first(DrillFailed.class, e -> e.drillId().equals(UUID.fromString(id)));
      assertThat(event.backupId()).isEqualTo(backup);
      assertThat(event.failure().errorClass()).isEqualTo(ErrorClass.BACKUP_DAMAGED);
      assertThat(Drills.recorded("drill-bad").getString("[0].failure.errorClass"))
          .isEqualTo("BACKUP_DAMAGED");
      assertThat(Backups.markOf(backup)).contains(Outcome.FAILED);
    }
  }

  @Test
  void aSourceWithoutAVerifiedBackupOfThatKindIsRefused() {
    Restores.as(ServiceStack.OPERATOR)
        .body(Map.of("source", "stuck", "kind", "logical"))
        .post("/drills")
        .then()
        .statusCode(409);
  }

  @Test
  void whatIsNoSourceOrNoKindIsNamed() {
    for (Map<String, String> body :
        List.of(Map.of("source", "nobody"), Map.of("source", "shop", "kind", "bucket"))) {
      Restores.as(ServiceStack.OPERATOR).body(body).post("/drills").then().statusCode(400);
    }
    Restores.as(ServiceStack.VIEWER)
        .body(Map.of("source", "shop"))
        .post("/drills")
        .then()
        .statusCode(403);
  }

  @Test
  void aDrillThatIsDueIsAskedForAndFailsWhereThereIsNothingToRestore() {
    String row = "timetable = 'drill' and key = 'drill-none/logical'";
    await()
        .atMost(60, SECONDS)
        .until(() -> CatalogSql.text("select count(*) from schedule where " + row).equals("1"));
    try (Told told = new Told()) {
      CatalogSql.execute(
          "update schedule set next_due = clock_timestamp() - interval '1 s' where " + row);

      DrillFailed event = told.first(DrillFailed.class, e -> e.sourceId().equals("drill-none"));

      assertThat(event.backupId()).isNull();
      assertThat(event.failure().message()).contains("no verified logical backup");
      JsonPath recorded = Drills.recorded("drill-none");
      assertThat(recorded.getString("[0].requestedBy")).isEqualTo("schedule");
    }
  }

  @Test
  void aDrillIsNoRestore() {
    Backups.verified("drilled", "shop");
    String id = Drills.begun("drilled", "logical");
    Drills.ended(id);

    Restores.as(ServiceStack.VIEWER).get("/restores/" + id).then().statusCode(404);
  }
}
