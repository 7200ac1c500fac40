package io.salvaguarda.backup.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class CatalogTest {

  private final EventFactory events = new EventFactory("verify-service");
  private final EventCodec codec = new EventCodec();

  @Test
  void whatVerifyServiceFindsIsKnownHere() {
    String backupId = Rest.backedUp("known");
    Instant passedAt = Instant.parse("2026-05-01T10:00:00Z");

    send(started(backupId));
    send(passed(backupId, passedAt));

    await().atMost(60, SECONDS).until(() -> status(backupId).equals("VERIFIED"));
    JsonPath seen = Rest.backup(backupId);
    assertThat(seen.getString("level")).isEqualTo("CONTENT");
    assertThat(Instant.parse(seen.getString("verifiedAt"))).isEqualTo(passedAt);
    assertThat(Rest.source("known").getString("lastVerifiedBackupId")).isEqualTo(backupId);
    assertThat(CatalogSql.text("select used_at from backup where backup_id = '" + backupId + "'"))
        .isNotNull();
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                Rest.viewer()
                    .get("/q/metrics")
                    .asString()
                    .matches(
                        "(?s).*salvaguarda_backup_last_verified_age_seconds\\{source=\"known\",?\\} [0-9.]+.*"));

    send(failed(backupId, passedAt.plusSeconds(60)));

    await().atMost(60, SECONDS).until(() -> status(backupId).equals("QUARANTINED"));
    assertThat(Rest.source("known").getString("lastVerifiedBackupId")).isNull();
  }

  @Test
  void readingABackupDoesNotWriteIt() {
    String backupId = Rest.backedUp("known");
    String version = "select xmin from backup where backup_id = '" + backupId + "'";
    String before = CatalogSql.text(version);

    assertThat(status(backupId)).isEqualTo("UNVERIFIED");
    assertThat(Rest.viewer().get("/backups").jsonPath().getList("backupId")).contains(backupId);

    assertThat(CatalogSql.text(version)).isNotNull().isEqualTo(before);
  }

  @Test
  void aLostCatalogIsMadeAnewFromTheRepositories() throws IOException {
    String good = Rest.backedUp("known");
    String bad = Rest.backedUp("known");
    String untried = Rest.backedUp("known");
    String unreadable = Rest.backedUp("known");
    mark(good, VerificationMark.Outcome.PASSED);
    mark(bad, VerificationMark.Outcome.FAILED);
    Path manifest = BackupStack.diskFile("backups/" + unreadable + "/manifest.json");
    byte[] bytes = Files.readAllBytes(manifest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(manifest, bytes);
    String untriedBefore = Rest.backup(untried).prettify();
    CatalogSql.execute("delete from backup");
    CatalogSql.execute(
        """
        insert into backup (backup_id, source_id, kind, label, repository, plan, team, job_id,
          attempt, started_at, snapshot_at, completed_at, plain_bytes, dump_bytes, stored_bytes,
          chunks, new_chunks, server_version, tables, row_count)
        values ('known/logical/2020-01-01_00-00-00-gone', 'known', 'LOGICAL',
          '2020-01-01_00-00-00-gone', 'disk', 'never', 'dba',
          '01a1fc89-fff3-79a5-af20-2e0356fa01a0', 1, '2020-01-01', '2020-01-01', '2020-01-01',
          1, 1, 1, 1, 1, '15', 1, 1)
        """);

    Rest.viewer().post("/backups/rebuild").then().statusCode(403);
    JsonPath summary =
        Rest.operator().post("/backups/rebuild").then().statusCode(503).extract().jsonPath();

    // three of the configured repositories cannot be read: that is told, and the others are read
    assertThat(summary.getList("unread.repository", String.class))
        .containsExactlyInAnyOrder("other-key", "denied", "careless");
    assertThat(summary.getInt("found")).isGreaterThanOrEqualTo(3);
    assertThat(summary.getInt("removed")).isEqualTo(1);
    assertThat(summary.getInt("unreadable")).isEqualTo(1);

    assertThat(status(good)).isEqualTo("VERIFIED");
    assertThat(status(bad)).isEqualTo("QUARANTINED");
    assertThat(Rest.backup(untried).prettify()).isEqualTo(untriedBefore);
    assertThat(Rest.operator().post("/backups/rebuild").jsonPath().getInt("added")).isZero();
    assertThat(status(good)).as("a second time changes nothing").isEqualTo("VERIFIED");
    Rest.viewer().get("/backups/" + unreadable).then().statusCode(404);
    Rest.viewer().get("/backups/known/logical/2020-01-01_00-00-00-gone").then().statusCode(404);
    Files.delete(manifest);
  }

  private static void mark(String backupId, VerificationMark.Outcome outcome) throws IOException {
    BackupStack.repository("disk")
        .mark(
            new VerificationMark(
                BackupId.parse(backupId),
                UUID.randomUUID().toString(),
                outcome,
                Optional.of("CONTENT"),
                Instant.now(),
                List.of()));
  }

  private static String status(String backupId) {
    return Rest.backup(backupId).getString("status");
  }

  private void send(SuiteEvent event) {
    EncodedEvent encoded = codec.encode(events.of(event));
    try (TopicReader topics =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.VERIFICATION)) {
      topics.send(encoded.topic(), encoded.key(), encoded.headers(), encoded.body());
    }
  }

  private static VerificationStarted started(String backupId) {
    return new VerificationStarted(
        UUID.randomUUID(),
        backupId,
        "known",
        BackupKind.LOGICAL,
        "dba",
        VerificationTrigger.REQUEST,
        Instant.now());
  }

  private static VerificationPassed passed(String backupId, Instant at) {
    return new VerificationPassed(
        UUID.randomUUID(),
        backupId,
        "known",
        BackupKind.LOGICAL,
        "never",
        "dba",
        "disk",
        VerificationTrigger.REQUEST,
        Level.CONTENT,
        at.minusSeconds(10),
        at,
        at.minusSeconds(100),
        2,
        7000);
  }

  private static VerificationFailed failed(String backupId, Instant at) {
    return new VerificationFailed(
        UUID.randomUUID(),
        backupId,
        "known",
        BackupKind.LOGICAL,
        "never",
        "dba",
        "disk",
        VerificationTrigger.REQUEST,
        null,
        at.minusSeconds(10),
        at,
        at.minusSeconds(100),
        List.of(),
        new Failure(
            FailureKind.TERMINAL, ErrorClass.BACKUP_DAMAGED, "a chunk is damaged", "-", List.of()));
  }
}
