package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.replication.Lsn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a cluster's commits when a service or the primary dies under full load. */
@ExtendWith(SharedSuite.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamedWalIT {

  private static final int WRITERS = 4;
  private static final int ROWS = 20_000; // more than 100 MB of log

  private static String backup;

  private final Suite suite;
  private final Tower tower;

  StreamedWalIT(Suite suite) {
    this.suite = suite;
    this.tower = suite.tower();
  }

  @BeforeEach
  void aBackupToStartFrom() {
    if (backup == null) {
      String body = "{\"source\":\"%s\",\"kind\":\"physical\"}".formatted(Tower.SOURCE);
      backup =
          suite.succeeded(
              SuiteService.BACKUP, suite.ask(SuiteService.BACKUP, "/backups", body), "backupId");
      suite.awaitVerified(backup);
    }
  }

  @Test
  @Order(1)
  void aServiceKilledUnderFullLoadLosesNoCommitOlderThanTheFlushInterval() throws SQLException {
    try (Writers writers = Writers.start(tower.primary(), WRITERS)) {
      await().atMost(Suite.PATIENCE).until(() -> writers.rows() > ROWS);
      suite.stack().service(SuiteService.BACKUP).process().kill9();
      long killed = System.nanoTime();
      long written = writers.rows();
      writers.stop();

      // nothing but the repository is left of what came after the backup
      try (LocalCluster copy = recovered("after-the-kill")) {
        Optional<Duration> age = writers.oldestLoss(copy.connection("postgres"), killed);
        assertThat(age.orElse(Duration.ZERO))
            .as("age of the oldest lost commit of %d", written)
            .isLessThanOrEqualTo(Tower.FLUSH);
      }
    } finally {
      suite.stack().service(SuiteService.BACKUP).process().start();
    }
    awaitArchived(); // what its next life has to catch up with is no part of the next test
  }

  @Test
  @Order(2)
  void aFailoverInMidStreamLeavesAnUnbrokenArchive() throws SQLException {
    PostgresServer replica = tower.replica();
    try (Writers before = Writers.start(tower.primary(), WRITERS)) {
      await().atMost(Suite.PATIENCE).until(() -> before.rows() > ROWS);
      tower.failOverTo(replica);
    }
    try (Writers after = Writers.start(tower.primary(), WRITERS)) {
      await().atMost(Suite.PATIENCE).until(() -> after.rows() > ROWS);
    }
    long rows = Sql.number(tower.primary(), "postgres", "select count(*) from ledger");

    awaitArchived();
    assertThat(wal().at("/standing/gaps")).isEmpty();
    try (LocalCluster copy = recovered("after-the-failover")) {
      assertThat(Sql.number(copy.connection("postgres"), "select count(*) from ledger"))
          .isEqualTo(rows);
      assertThat(
              Sql.number(
                  copy.connection("postgres"), "select timeline_id from pg_control_checkpoint()"))
          .as("the restored cluster's own timeline, behind the archive's second one")
          .isGreaterThanOrEqualTo(2);
    }
  }

  /** The cluster with all that is in the repository, from the first backup on. */
  private LocalCluster recovered(String name) {
    Path data = folder(name).resolve("data");
    String body =
        """
        {"source": "%s", "kind": "physical", "backupId": "%s", "targetDirectory": "%s",
         "target": {"latest": true}}
        """
            .formatted(Tower.SOURCE, backup, data);
    suite.succeeded(
        SuiteService.RESTORE, suite.ask(SuiteService.RESTORE, "/restores", body), "backupId");
    return tower.started(data);
  }

  private Path folder(String name) {
    try {
      return Files.createDirectory(suite.restores().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Up to what the source has written by now. */
  private void awaitArchived() {
    Lsn end =
        new Lsn(Sql.number(tower.primary(), "postgres", "select pg_current_wal_lsn() - '0/0'"));
    await()
        .atMost(Suite.PATIENCE)
        .ignoreExceptions()
        .until(() -> !Lsn.parse(wal().at("/standing/window/to").asText()).isBefore(end));
  }

  private JsonNode wal() {
    return suite.get(SuiteService.BACKUP, "/sources/" + Tower.SOURCE + "/wal");
  }
}
