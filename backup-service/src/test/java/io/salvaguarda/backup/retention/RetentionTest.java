package io.salvaguarda.backup.retention;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Retentions;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupChoice;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.events.RetentionReleased;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class RetentionTest {

  @Test
  void whatIsTooOldGoesFromTheRepositoryAndTheCatalogAndIsTold() throws IOException {
    String oldest = Rest.backedUp("aging");
    String lastVerified = Rest.backedUp("aging");
    String old = Rest.backedUp("aging");
    String newer = Rest.backedUp("aging");
    String newest = Rest.backedUp("aging");
    Retentions.age(oldest, 60, "VERIFIED");
    Retentions.age(lastVerified, 50, "VERIFIED");
    Retentions.age(old, 40, "UNVERIFIED");
    Retentions.age(newer, 35, "UNVERIFIED"); // one of the two that always stay

    Retentions.run("aging");

    assertThat(BackupStack.repository("disk").list("aging"))
        .extracting(Object::toString)
        .containsExactly(newest, newer, lastVerified);
    JsonPath seen = Rest.viewer().get("/backups?source=aging").then().extract().jsonPath();
    assertThat(seen.getList("backupId", String.class)).containsExactly(newest, newer, lastVerified);
    try (Told told = new Told()) {
      BackupDeleted deleted = told.first(BackupDeleted.class, e -> e.backupId().equals(oldest));
      assertThat(deleted.reason()).isEqualTo("older than 30 days");
      assertThat(deleted.repository()).isEqualTo("disk");
      told.first(BackupDeleted.class, e -> e.backupId().equals(old));
      assertThat(told.all(BackupDeleted.class, e -> e.sourceId().equals("aging"))).hasSize(2);
      RetentionPlanned planned =
          told.first(RetentionPlanned.class, e -> e.sourceId().equals("aging"));
      assertThat(planned.total()).isEqualTo(2);
      assertThat(planned.backups())
          .containsExactly(
              new BackupChoice(oldest, "older than 30 days"),
              new BackupChoice(old, "older than 30 days"));
      RetentionExecuted executed =
          told.first(RetentionExecuted.class, e -> e.sourceId().equals("aging"));
      assertThat(executed.jobId()).isEqualTo(planned.jobId());
      assertThat(executed.deleted()).isEqualTo(planned.backups());
      assertThat(executed.keptTotal()).isZero();
    }
    assertMetric("retention_deleted_backups_total\\{source=\"aging\"} 2.0");
    assertMetric("backup_kept\\{source=\"aging\"} 3.0");
    assertMetric("retention_last_timestamp_seconds\\{source=\"aging\"} [0-9]");
  }

  private static void assertMetric(String line) {
    await()
        .atMost(30, SECONDS)
        .until(() -> Rest.viewer().get("/q/metrics").asString().matches("(?s).*" + line + ".*"));
  }

  @Test
  void aFarSmallerBackupHoldsRetentionUntilSomebodyAcceptsIt() throws IOException {
    String first = Rest.backedUp("shrinking");
    String second = Rest.backedUp("shrinking");
    BackupStack.source().execute("shrinking", "delete from grown where i > 100");
    String small = Rest.backedUp("shrinking");
    String smallAgain = Rest.backedUp("shrinking");
    Retentions.age(first, 60, "UNVERIFIED");
    Retentions.age(second, 50, "UNVERIFIED");

    assertThat(Rest.backup(second).getBoolean("anomaly")).isFalse();
    assertThat(Rest.backup(small).getBoolean("anomaly")).isTrue();
    assertThat(Rest.backup(smallAgain).getBoolean("anomaly")).isTrue();
    assertThat(Rest.source("shrinking").getString("retentionHold.backupId")).isEqualTo(small);
    Retentions.run("shrinking");
    assertThat(BackupStack.repository("disk").list("shrinking")).hasSize(4);

    Rest.viewer().delete("/sources/shrinking/retention-hold").then().statusCode(403);
    Rest.operator().delete("/sources/shrinking/retention-hold").then().statusCode(204);
    Rest.operator().delete("/sources/shrinking/retention-hold").then().statusCode(404);

    assertThat(Rest.source("shrinking").getString("retentionHold")).isNull();
    Retentions.run("shrinking");
    assertThat(BackupStack.repository("disk").list("shrinking"))
        .extracting(Object::toString)
        .containsExactly(smallAgain, small);
    assertThat(Rest.backup(Rest.backedUp("shrinking")).getBoolean("anomaly")).isFalse();
    try (Told told = new Told()) {
      RetentionHeld held = told.first(RetentionHeld.class, e -> e.sourceId().equals("shrinking"));
      assertThat(held.backupId()).isEqualTo(small);
      assertThat(held.dumpBytes()).isLessThan(held.usualBytes());
      RetentionReleased released =
          told.first(RetentionReleased.class, e -> e.sourceId().equals("shrinking"));
      assertThat(released.backupId()).isEqualTo(small);
      assertThat(released.acceptedBy()).isNotBlank();
      assertThat(told.all(RetentionHeld.class, e -> e.sourceId().equals("shrinking"))).hasSize(1);
    }
  }

  @Test
  void aBackupOfUsualSizeReleasesRetention() throws IOException {
    Rest.backedUp("dipping");
    Rest.backedUp("dipping");
    BackupStack.source().execute("dipping", "delete from grown where i > 100");
    String small = Rest.backedUp("dipping");
    assertThat(Rest.source("dipping").getString("retentionHold.backupId")).isEqualTo(small);
    BackupStack.source()
        .execute(
            "dipping",
            "insert into grown select i, md5(i::text) from generate_series(101, 5000) i");

    Rest.backedUp("dipping");

    assertThat(Rest.source("dipping").getString("retentionHold")).isNull();
    try (Told told = new Told()) {
      RetentionReleased released =
          told.first(RetentionReleased.class, e -> e.sourceId().equals("dipping"));
      assertThat(released.backupId()).isEqualTo(small);
      assertThat(released.acceptedBy()).isNull();
    }
  }
}
