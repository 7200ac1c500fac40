package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Due;
import io.salvaguarda.backup.testing.ExtractedCluster;
import io.salvaguarda.backup.testing.Gate;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of the whole cluster, as their users see them. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class PhysicalBackupTest {

  @Test
  void aBackupOfTheWholeClusterIsAcceptedByPostgresqlsOwnCheck(@TempDir Path temp)
      throws Exception {
    String backupId = Rest.backedUp("cluster", "physical");

    ExtractedCluster cluster = ExtractedCluster.of("disk", backupId, temp.resolve("extracted"));
    assertThat(cluster.verified()).isEqualTo("backup successfully verified");
    assertThat(cluster.file("backup_label")).content().contains("LABEL: " + backupId);
    Files.writeString(cluster.file("PG_VERSION"), "1");
    assertThat(cluster.verified()).contains("PG_VERSION");
    assertThat(ClusterFacts.fromJson(manifestOf(backupId).facts().facts()).tablespaces())
        .singleElement()
        .satisfies(
            fast -> {
              assertThat(fast.name()).isEqualTo("fast");
              assertThat(cluster.file("pg_tblspc/" + fast.oid())).isNotEmptyDirectory();
            });
  }

  @Test
  void theManifestSaysWhatTheClusterIs() throws Exception {
    Manifest manifest = manifestOf(Rest.backedUp("cluster", "physical"));

    ClusterFacts facts = ClusterFacts.fromJson(manifest.facts().facts());
    assertThat(facts.serverVersion())
        .isEqualTo(manifest.facts().server().get("version").textValue());
    assertThat(facts.databases())
        .extracting(ClusterFacts.Database::name)
        .contains("shop", "template0", "host=evil dbname=x", "two\nlines ");
    assertThat(facts.databases())
        .filteredOn(database -> database.name().equals("bulk"))
        .allSatisfy(bulk -> assertThat(bulk.bytes()).isGreaterThan(50_000_000));
    assertThat(facts.systemId())
        .isEqualTo(text("select system_identifier from pg_control_system()"));
    assertThat(facts.totalBytes()).isGreaterThan(50_000_000);
    assertThat(manifest.streams())
        .extracting(Manifest.BackedUpStream::name)
        .contains("base.tar", "backup_manifest")
        .hasSize(facts.tablespaces().size() + 2);
  }

  @Test
  void itIsToldOnceAndSeenInACatalogThatCanBeMadeAnew() {
    UUID job = Rest.ask("cluster", "physical");
    String backupId = Rest.ended(job).getString("result.backupId");

    try (Told told = new Told()) {
      BackupCompleted completed = told.first(BackupCompleted.class, e -> e.jobId().equals(job));
      assertThat(completed.kind()).isEqualTo(BackupKind.PHYSICAL);
      assertThat(completed.backupId()).isEqualTo(backupId).startsWith("cluster/physical/");
      assertThat(completed.rows()).isZero();
      assertThat(completed.snapshotAt()).isAfter(completed.startedAt());
      assertThat(told.all(BackupCompleted.class, e -> e.jobId().equals(job))).hasSize(1);
    }
    JsonPath seen = Rest.backup(backupId);
    assertThat(seen.getString("kind")).isEqualTo("PHYSICAL");
    assertThat(seen.getString("wal.startLsn")).matches("[0-9A-F]+/[0-9A-F]+");
    assertThat(seen.getInt("wal.timeline")).isEqualTo(1);
    assertThat(Rest.source("cluster").getString("lastPhysicalBackupAt"))
        .isEqualTo(seen.getString("completedAt"));
    assertThat(Rest.source("cluster").getString("lastVerifiedPhysicalAt")).isNull();

    CatalogSql.execute("delete from backup where backup_id = '" + backupId + "'");
    Rest.operator().post("/backups/rebuild"); // 503: some repositories are meant to refuse

    assertThat(Rest.backup(backupId).getMap("wal")).isEqualTo(seen.getMap("wal"));
  }

  @Test
  void theSecondBackupOfAnUnchangedClusterStoresNearlyNothing() {
    Rest.backedUp("cluster", "physical");

    JsonPath again = Rest.backup(Rest.backedUp("cluster", "physical"));

    assertThat(again.getLong("plainBytes")).isGreaterThan(100_000_000);
    assertThat(again.getLong("storedBytes")).isLessThan(again.getLong("plainBytes") / 50);
  }

  @Test
  void thePlanAsksForOneByItself() {
    BackupStack.source().execute("postgres", "checkpoint");
    try (Told told = new Told()) {
      Due.now("physical-backup", "cluster");

      BackupCompleted completed =
          told.first(
              BackupCompleted.class,
              e -> e.sourceId().equals("cluster") && e.trigger() == BackupTrigger.SCHEDULE);

      assertThat(completed.kind()).isEqualTo(BackupKind.PHYSICAL);
    }
    assertThat(Rest.source("cluster").getString("nextPhysicalBackupAt")).isNotNull();
    assertThat(Rest.source("shop").getString("nextPhysicalBackupAt")).isNull();
  }

  @Test
  void aDumpAndABackupOfTheWholeClusterOfOneSourceRunAtTheSameTime() {
    UUID dump;
    try (Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      dump = Rest.ask("cluster-far");

      Rest.backedUp("cluster-far", "physical");

      assertThat(Rest.state(dump)).isEqualTo("RUNNING");
      assertThat(Rest.source("cluster-far").getString("runningJobId")).isEqualTo(dump.toString());
    }
    assertThat(Rest.ended(dump).getString("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void anIdempotencyKeyIsForOneKind() {
    UUID job = keyed("logical", 202);

    assertThat(keyed("logical", 202)).isEqualTo(job);
    assertThat(keyed("physical", 409)).isEqualTo(job);
    Rest.ended(job);
  }

  private static UUID keyed(String kind, int status) {
    return UUID.fromString(
        Rest.operator()
            .header("Idempotency-Key", "one-kind")
            .body("{\"source\": \"cluster\", \"kind\": \"" + kind + "\"}")
            .post("/backups")
            .then()
            .statusCode(status)
            .extract()
            .path("jobId"));
  }

  private static Manifest manifestOf(String backupId) throws Exception {
    return BackupStack.repository("disk").manifest(BackupId.parse(backupId));
  }

  private static String text(String sql) throws Exception {
    try (var connection = BackupStack.source().connect("postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
