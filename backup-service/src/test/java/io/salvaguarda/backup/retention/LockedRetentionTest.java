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
import io.salvaguarda.events.RetentionPlanned;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Retention, where the store keeps what it was told to. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
@EnabledIf("io.salvaguarda.backup.testing.BackupStack#canLock")
class LockedRetentionTest {

  @Test
  void whatIsLockedStaysIsToldOnceAndKeepsNoLockThatIsRenewed() throws IOException {
    String old = Rest.backedUp("locked");
    String newer = Rest.backedUp("locked");
    String newest = Rest.backedUp("locked");
    Retentions.age(old, 60, "UNVERIFIED");

    Retentions.run("locked");
    Retentions.run("locked");

    BackupRepository repository = BackupStack.repository("locked");
    assertThat(repository.list("locked"))
        .extracting(Object::toString)
        .containsExactly(newest, newer, old);
    try (Told told = new Told()) {
      RetentionExecuted executed =
          told.first(RetentionExecuted.class, e -> e.sourceId().equals("locked"));
      assertThat(executed.deletedTotal()).isZero();
      assertThat(executed.kept()).extracting(BackupChoice::backupId).containsExactly(old);
      assertThat(executed.kept().getFirst().reason())
          .startsWith("older than 30 days, but locked in its store until 20");
      assertThat(told.all(RetentionPlanned.class, e -> e.sourceId().equals("locked"))).hasSize(1);
    }
    JsonPath forecast =
        Rest.viewer().get("/sources/locked/retention").then().statusCode(200).extract().jsonPath();
    String choice = "backups.find { it.backupId == '" + old + "' }.";
    assertThat(forecast.getBoolean(choice + "goes")).isFalse();
    assertThat(forecast.getString(choice + "reason")).contains("locked in its store until");

    archiveSegment(repository);
    JsonPath pruned = Rest.ended(prune());

    assertThat(pruned.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(pruned.getLong("result.locks.objects"))
        .as("repository.json, the log's document and chunk, and of what stays")
        .isEqualTo(1 + 2 + partsOf(repository, List.of(newer, newest)));
    assertThat(pruned.getLong("result.locks.renewed"))
        .as("the log's, put without a lock")
        .isEqualTo(2);

    CatalogSql.execute(
        "update backup set locked_until = clock_timestamp() - interval '1 minute'"
            + " where backup_id = '%s'".formatted(old));
    BackupStack.liftLock("backups/" + old + "/manifest.json");
    await().atMost(10, SECONDS).until(() -> isOver(repository, BackupId.parse(old)));
    Retentions.run("locked");

    assertThat(repository.list("locked")).extracting(Object::toString).doesNotContain(old);
    try (Told told = new Told()) {
      told.first(BackupDeleted.class, e -> e.backupId().equals(old));
    }
  }

  /** Of a cluster without any backup: all of its log stays. */
  private static void archiveSegment(BackupRepository repository) throws IOException {
    byte[] bytes = new byte[1 << 20];
    try (WalArchive wal = repository.wal("locked")) {
      wal.put(
          new WalFile("7412345678901234567", "000000010000000000000001"),
          new ByteArrayInputStream(bytes),
          bytes.length);
    }
  }

  private static long partsOf(BackupRepository repository, List<String> backups)
      throws IOException {
    Set<ChunkId> chunks = new HashSet<>();
    for (String backup : backups) {
      repository
          .manifest(BackupId.parse(backup))
          .streams()
          .forEach(stream -> chunks.addAll(stream.chunks()));
    }
    return backups.size() + chunks.size();
  }

  private static boolean isOver(BackupRepository repository, BackupId id) throws IOException {
    return repository.locks().of(id).orElseThrow().until().isBefore(Instant.now());
  }

  private static UUID prune() {
    return UUID.fromString(
        Rest.operator()
            .body("{}")
            .post("/repositories/locked/prune")
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }
}
