package io.salvaguarda.backup.wal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.backup.testing.WalStack;
import io.salvaguarda.events.WalGap;
import io.salvaguarda.events.WalProgress;
import io.salvaguarda.events.WalResumed;
import io.salvaguarda.events.WalStalled;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One server's life, in order. */
@QuarkusTest
@QuarkusTestResource(WalStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamedWalTest {

  private static final int SEGMENT = 16 << 20;
  private static final String SOURCE = "streamed";

  private static WalArchive archive;

  private final PostgresServer server = WalStack.streamed();

  @BeforeAll
  static void open() {
    archive = BackupStack.repository("disk").wal(SOURCE);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  @Test
  @Order(1)
  void whatWasCommittedIsInTheRepositoryAFlushLaterAndWholeSegmentsAreTheServers()
      throws Exception {
    Lsn written = write(2_000);
    await().atMost(60, SECONDS).until(() -> !archivedTo().isBefore(written));

    String segment = WalSql.text(server, "select pg_walfile_name(pg_switch_wal())");
    write(10);
    await().atMost(60, SECONDS).until(() -> isWhole(segment));

    try (InputStream stored = archive.open(file(segment))) {
      assertThat(stored.readAllBytes())
          .isEqualTo(Files.readAllBytes(WalStack.walFile(SOURCE, segment)));
    }
  }

  @Test
  @Order(2)
  void theServerIsToldThatNothingIsFlushedButWhatIsDurable() throws Exception {
    for (int i = 0; i < 15; i++) {
      write(3_000);
      String flushed = WalSql.text(server, "select max(flush_lsn) from pg_stat_replication");
      if (flushed != null) {
        assertThat(archivedTo()).isGreaterThanOrEqualTo(Lsn.parse(flushed));
      }
    }
  }

  @Test
  @Order(3)
  void anotherInstancesLeaseEndsTheStreamAndItsEndBringsItBack() {
    awaitSlot("t");

    CatalogSql.execute(
        "update wal_source set owner = 'another', term = term + 1,"
            + " lease_until = clock_timestamp() + interval '12 seconds' where source_id = '"
            + SOURCE
            + "'");

    awaitSlot("f");
    assertThat(CatalogSql.text(lease("owner"))).isEqualTo("another");
    awaitSlot("t");
    assertThat(CatalogSql.text(lease("owner"))).startsWith("backup-service@");
  }

  @Test
  @Order(4)
  void theStatusSaysHowItStandsAndFromWhenOnAnythingCanBeRestored() throws Exception {
    UUID job = Rest.ask(SOURCE, "physical");
    assertThat(Rest.ended(job).getString("state")).isEqualTo("SUCCEEDED");
    Lsn written = write(100);

    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                status().getString("standing.window.to") != null
                    && !Lsn.parse(status().getString("standing.window.to")).isBefore(written));

    JsonPath status = status();
    assertThat(status.getString("mode")).isEqualTo("stream");
    assertThat(status.getBoolean("standing.streaming")).isTrue();
    assertThat(status.getString("standing.slot.name")).isEqualTo("salvaguarda_streamed");
    assertThat(status.getList("standing.gaps")).isEmpty();
    assertThat(status.getList("troubles")).isEmpty();
    assertThat(
            Rest.viewer().get("/wal").then().statusCode(200).extract().jsonPath().getList("source"))
        .containsExactly("pushed", "crafted", "anew", "streamed");
  }

  @Test
  @Order(5)
  void afterATimelineSwitchItGoesOnAndTheArchiveIsUnbroken() throws Exception {
    Lsn before = write(500);
    await().atMost(60, SECONDS).until(() -> !archivedTo().isBefore(before));
    WalContinuity first = continuity();
    long start = first.timelines().getFirst().spans().getLast().from();

    server.stop();
    Files.createFile(WalStack.dataFolder(SOURCE).resolve("standby.signal"));
    server.restart();
    server.execute("postgres", "select pg_promote()");
    Lsn after = write(500);

    await().atMost(90, SECONDS).until(() -> reachedOn(2, start, after));
    assertThat(archive.find(file("00000002.history"))).isPresent();
    assertThat(continuity().gaps(1)).isEmpty();
    assertThat(continuity().gaps(2)).isEmpty();
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                "SUCCEEDED"
                    .equals(
                        CatalogSql.text(
                            "select state from job where requested_by = 'wal-watch'"
                                + " and source_id = '"
                                + SOURCE
                                + "'")));
  }

  @Test
  @Order(6)
  void aGapIsToldAsksForABackupAndIsOverWithIt() throws Exception {
    String lost = WalSql.text(server, "select pg_walfile_name(pg_switch_wal())");
    write(10);
    WalSql.text(server, "select pg_switch_wal()");
    write(10);
    String next = WalSql.text(server, "select pg_walfile_name(pg_switch_wal())");
    write(10);
    await().atMost(60, SECONDS).until(() -> isWhole(lost) && isWhole(next));

    try (var files = Files.walk(BackupStack.folder("disk").resolve("wal"))) {
      for (Path each : files.filter(f -> f.getFileName().toString().startsWith(lost)).toList()) {
        Files.delete(each);
      }
    }

    try (Told told = new Told()) {
      WalGap gap = told.first(WalGap.class, e -> e.sourceId().equals(SOURCE));
      assertThat(gap.missingFrom()).isEqualTo(Lsn.ofSegment(lost, SEGMENT).toString());
      assertThat(gap.timeline()).isEqualTo(2);
      assertThat(gap.backupJobId()).isNotNull();
      assertThat(Rest.ended(gap.backupJobId()).getString("state")).isEqualTo("SUCCEEDED");
      WalResumed over = told.first(WalResumed.class, e -> e.trouble() == WalTrouble.GAP);
      assertThat(over.since()).isBeforeOrEqualTo(over.resumedAt());
    }
    assertThat(status().getList("standing.gaps")).hasSize(1);
  }

  @Test
  @Order(7)
  void aSlotThatNobodyReadsIsToldBeforeTheDiskIsFull() throws Exception {
    PostgresServer other = WalStack.pushed();
    other.execute(
        "postgres",
        "select pg_create_physical_replication_slot('salvaguarda_pushed', true)",
        "create table grown as select i, md5(i::text) from generate_series(1, 900000) i");

    try (Told told = new Told()) {
      WalStalled stalled = told.first(WalStalled.class, e -> e.trouble() == WalTrouble.SLOT);
      assertThat(stalled.sourceId()).isEqualTo("pushed");
      assertThat(stalled.slotBytes()).isGreaterThan(64L << 20);
      assertThat(stalled.failure().nextStep()).contains("pg_drop_replication_slot");
      other.execute("postgres", "select pg_drop_replication_slot('salvaguarda_pushed')");

      WalResumed over = told.first(WalResumed.class, e -> e.trouble() == WalTrouble.SLOT);
      assertThat(over.sourceId()).isEqualTo("pushed");
    }
  }

  @Test
  @Order(8)
  void whereTheLogStandsIsToldSoThatItsSilenceCanBeNoticed() throws Exception {
    try (Told told = new Told()) {
      WalProgress progress =
          told.first(WalProgress.class, e -> e.sourceId().equals(SOURCE) && e.durableTo() != null);

      assertThat(progress.repository()).isEqualTo("disk");
      assertThat(Lsn.parse(progress.durableTo())).isLessThanOrEqualTo(archivedTo());
    }
  }

  private Lsn write(int rows) throws Exception {
    server.execute(
        "postgres",
        "insert into t (i, noise) select i, md5(i::text) from generate_series(1, " + rows + ") i");
    return Lsn.parse(WalSql.text(server, "select pg_current_wal_flush_lsn()"));
  }

  private void awaitSlot(String active) {
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                active.equals(
                    WalSql.text(
                        server,
                        "select active from pg_replication_slots"
                            + " where slot_name = 'salvaguarda_streamed'")));
  }

  private static String lease(String column) {
    return "select " + column + " from wal_source where source_id = '" + SOURCE + "'";
  }

  private static JsonPath status() {
    return Rest.viewer()
        .get("/sources/" + SOURCE + "/wal")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private WalFile file(String name) throws Exception {
    return new WalFile(
        WalSql.text(server, "select system_identifier from pg_control_system()"), name);
  }

  private WalContinuity continuity() throws Exception {
    return archive.continuity(file("00000002.history").systemId(), SEGMENT);
  }

  private Lsn archivedTo() throws Exception {
    return continuity().timelines().reversed().stream()
        .filter(timeline -> !timeline.spans().isEmpty())
        .findFirst()
        .map(timeline -> new Lsn(timeline.spans().getLast().to()))
        .orElse(Lsn.ZERO);
  }

  private boolean reachedOn(int timeline, long start, Lsn position) throws Exception {
    return continuity()
        .reach(1, start)
        .filter(reach -> reach.timeline() == timeline)
        .filter(reach -> !new Lsn(reach.to()).isBefore(position))
        .isPresent();
  }

  private boolean isWhole(String segment) throws Exception {
    return archive.list(file(segment).systemId()).stream()
        .filter(listed -> !listed.partial())
        .map(ListedWal::file)
        .anyMatch(file -> file.name().equals(segment));
  }
}
