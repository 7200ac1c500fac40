package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.RestoredCopy;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupTest {

  @Test
  void aCompletedBackupRestoresToWhatTheSourceWas() throws Exception {
    UUID job = Rest.ask("shop");

    JsonPath ended = Rest.ended(job);

    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    String backupId = ended.getString("result.backupId");
    assertThat(RestoredCopy.differences("main", backupId)).isEmpty();
    Manifest manifest = BackupStack.repository("main").manifest(BackupId.parse(backupId));
    Facts facts = Facts.fromJson(manifest.facts().facts());
    assertThat(facts.totalRows()).isEqualTo(7000);
    assertThat(facts.checksumMethod()).isNotNull();
    assertThat(manifest.facts().jobId()).isEqualTo(job.toString());
    assertThat(manifest.facts().server().get("version").textValue())
        .isEqualTo(facts.serverVersion());
  }

  @Test
  void theRolesAreKeptBesideTheDump() throws Exception {
    String backupId = Rest.backedUp("small");

    BackupRepository disk = BackupStack.repository("disk");
    Manifest manifest = disk.manifest(BackupId.parse(backupId));
    try (InputStream globals = disk.open(manifest, "globals")) {
      assertThat(new String(globals.readAllBytes(), StandardCharsets.UTF_8))
          .contains("CREATE ROLE clerk");
    }
  }

  @Test
  void aBackupIsToldOnceAndSeenInTheCatalog() {
    UUID job = Rest.ask("small");
    String backupId = Rest.ended(job).getString("result.backupId");

    try (Told told = new Told()) {
      BackupCompleted completed = told.first(BackupCompleted.class, e -> e.jobId().equals(job));
      assertThat(completed.backupId()).isEqualTo(backupId);
      assertThat(completed.trigger()).isEqualTo(BackupTrigger.REQUEST);
      assertThat(completed.plan()).isEqualTo("never");
      assertThat(completed.team()).isEqualTo("dba");
      assertThat(completed.rows()).isEqualTo(7000);
      assertThat(completed.tables()).isEqualTo(2);
      assertThat(completed.startedAt()).isBefore(completed.snapshotAt());
      assertThat(told.all(BackupCompleted.class, e -> e.jobId().equals(job))).hasSize(1);
      assertThat(told.all(BackupStarted.class, e -> e.jobId().equals(job))).hasSize(1);
      JsonPath seen = Rest.backup(backupId);
      assertThat(seen.getString("status")).isEqualTo("UNVERIFIED");
      assertThat(seen.getLong("plainBytes"))
          .isEqualTo(completed.plainBytes())
          .isGreaterThan(100_000);
      assertThat(seen.getBoolean("anomaly")).isFalse();
      assertThat(Rest.source("small").getString("lastBackupAt"))
          .isEqualTo(seen.getString("completedAt"));
    }
  }

  @Test
  void whatHasNotChangedIsNotStoredAgain() {
    Rest.backedUp("bulk");

    JsonPath again = Rest.backup(Rest.backedUp("bulk"));

    assertThat(again.getLong("plainBytes")).isGreaterThan(50_000_000);
    assertThat(again.getLong("newChunks")).isLessThan(again.getLong("chunks") / 2);
    assertThat(again.getLong("storedBytes")).isLessThan(again.getLong("plainBytes") / 4);
  }

  @Test
  void anEmptyDatabaseIsNoFailure() {
    String backupId = Rest.backedUp("empty");

    assertThat(Rest.backup(backupId).getLong("rows")).isZero();
    assertThat(RestoredCopy.differences("disk", backupId)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection", "shell", "quotes", "lines", "unicode", "long"})
  void aHostileDatabaseNameIsAName(String which) {
    String backupId = Rest.backedUp("hostile-" + which);

    assertThat(Rest.backup(backupId).getLong("rows")).isEqualTo(2);
    assertThat(RestoredCopy.differences("disk", backupId)).isEmpty();
  }
}
