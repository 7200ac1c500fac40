package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.PgTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
      backup =
          suite.succeeded(
              SuiteService.BACKUP, suite.askForPhysicalBackup(Tower.SOURCE), "backupId");
      suite.awaitVerified(backup);
    }
  }

  @Test
  @Order(1)
  void aServiceKilledUnderFullLoadLosesNoCommitOlderThanTheFlushInterval() throws Exception {
    try (Writers writers = Writers.start(tower.primary(), WRITERS)) {
      await().atMost(Suite.PATIENCE).until(() -> writers.rows() > ROWS);
      suite.stack().service(SuiteService.BACKUP).process().kill9();
      long killed = System.nanoTime();
      long written = writers.rows();
      writers.stop();

      // nothing but the repository is left of what came after the backup
      try (LocalCluster copy = recovered()) {
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
  void aFailoverInMidStreamLeavesAnUnbrokenArchive() throws Exception {
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
    assertThat(suite.wal(Tower.SOURCE).at("/standing/gaps")).isEmpty();
    try (LocalCluster copy = recovered()) {
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
  private LocalCluster recovered() throws IOException {
    Path data = RecoveredCopy.restored(suite, Tower.SOURCE, backup, Map.of("latest", true));
    return RecoveredCopy.started(data, PgTools.newest().orThrow(), tower.primary());
  }

  /** Up to what the source has written by now. */
  private void awaitArchived() {
    Lsn end =
        new Lsn(Sql.number(tower.primary(), "postgres", "select pg_current_wal_lsn() - '0/0'"));
    await()
        .atMost(Suite.PATIENCE)
        .ignoreExceptions()
        .until(() -> !suite.windowEnd(Tower.SOURCE).isBefore(end));
  }
}
