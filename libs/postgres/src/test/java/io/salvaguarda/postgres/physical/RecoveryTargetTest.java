package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.PhysicalSource.Taken;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One backup, and WAL with five commits after it. */
class RecoveryTargetTest {
  private static PhysicalSource source;
  private static Taken backup;
  private static Point second;
  private static Point third;

  /**
   * A commit of one row.
   *
   * @param lsn just after it
   */
  private record Point(long xid, Lsn lsn, Instant at) {}

  @BeforeAll
  static void write() throws Exception {
    source = new PhysicalSource();
    source.execute("shop", "create table events (n int)");
    backup = source.take();
    commit(1);
    second = commit(2);
    third = commit(3);
    source.execute("shop", "select pg_create_restore_point('it''s \\ \"odd\" ∞')");
    commit(4);
    commit(5);
    String last = source.query("shop", "select pg_walfile_name(pg_switch_wal())");
    Awaitility.await().until(() -> Files.exists(source.archive.resolve(last)));
  }

  private static Point commit(int n) throws Exception {
    try (var connection =
            io.salvaguarda.postgres.PostgresConnections.open(source.connection("shop"));
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into events values (" + n + ")");
      long xid;
      try (var row = statement.executeQuery("select txid_current()")) {
        row.next();
        xid = row.getLong(1);
      }
      connection.commit();
      connection.setAutoCommit(true);
      try (var row =
          statement.executeQuery(
              "select pg_current_wal_insert_lsn(), clock_timestamp() at time zone 'utc'")) {
        row.next();
        Lsn lsn = Lsn.parse(row.getString(1));
        LocalDateTime at = row.getObject(2, LocalDateTime.class);
        return new Point(xid, lsn, at.toInstant(ZoneOffset.UTC));
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    source.close();
  }

  private static Recovery.Result recover(DataDirectory data, RecoveryTarget target) {
    var settings =
        new RecoverySettings(
            target,
            new RecoveryTimeline.Latest(),
            Optional.of(RecoverySettings.fromFolder(source.archive)));
    return Recovery.of(context(), data, settings, PhysicalSource.sandbox()).run();
  }

  private static ToolContext context() {
    return source.context().sandboxed();
  }

  /** The rows that are there after a recovery. */
  private static String rows(RecoveryTarget target) throws Exception {
    DataDirectory data = source.extracted(backup);
    Recovery.Result result = recover(data, target);
    assertThat(result).isInstanceOf(Recovery.Result.Reached.class);
    try (var cluster =
        RecoveredCluster.start(context(), data, PhysicalSource.sandbox()).orThrow()) {
      return SourceCluster.query(
          cluster.connection("shop"),
          "select coalesce(string_agg(n::text, ' ' order by n), 'none') from events");
    }
  }

  @Test
  void consistentIsTheBackupItself() throws Exception {
    assertThat(rows(new RecoveryTarget.Consistent())).isEqualTo("none");
  }

  @Test
  void latestIsAllThatWasArchived() throws Exception {
    assertThat(rows(new RecoveryTarget.Latest())).isEqualTo("1 2 3 4 5");
  }

  @Test
  void aTimeBetweenTwoCommitsKeepsTheFirst() throws Exception {
    assertThat(rows(new RecoveryTarget.AtTime(second.at(), true))).isEqualTo("1 2");
  }

  @Test
  void aTransactionIsKeptOrLeftOut() throws Exception {
    assertThat(rows(new RecoveryTarget.AtXid(third.xid(), true))).isEqualTo("1 2 3");
    assertThat(rows(new RecoveryTarget.AtXid(third.xid(), false))).isEqualTo("1 2");
  }

  @Test
  void aPositionBetweenTwoCommitsKeepsTheFirst() throws Exception {
    assertThat(rows(new RecoveryTarget.AtLsn(second.lsn(), false))).isEqualTo("1 2");
  }

  @Test
  void aNamedPointIsFoundWhateverItsName() throws Exception {
    assertThat(rows(new RecoveryTarget.AtName("it's \\ \"odd\" ∞"))).isEqualTo("1 2 3");
  }

  @Test
  void whatWasReachedIsTold() throws Exception {
    DataDirectory data = source.extracted(backup);

    var result = recover(data, new RecoveryTarget.AtXid(third.xid(), true));

    assertThat(result)
        .isInstanceOfSatisfying(
            Recovery.Result.Reached.class,
            reached -> {
              assertThat(reached.timeline()).isEqualTo(2);
              assertThat(reached.end())
                  .isLessThanOrEqualTo(third.lsn())
                  .isGreaterThan(second.lsn());
              assertThat(reached.lastCommit().orElseThrow()).isBetween(second.at(), third.at());
            });
  }

  @Test
  void aTargetThatIsNotInTheWalIsNotReached() throws Exception {
    DataDirectory data = source.extracted(backup);

    var result = recover(data, new RecoveryTarget.AtName("never made"));

    assertThat(result)
        .isInstanceOfSatisfying(
            Recovery.Result.TargetNotReached.class,
            missed -> {
              assertThat(missed.failure().kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
              assertThat(missed.lastCommit().orElseThrow()).isAfter(third.at());
            });
  }

  @Test
  void aBackupWithoutTheWalThatItNeedsIsDamaged() throws Exception {
    DataDirectory data = source.extracted(backup);
    try (var wal = Files.newDirectoryStream(data.path().resolve("pg_wal"), "0*")) {
      for (var segment : wal) {
        Files.delete(segment);
      }
    }

    assertThat(VerifyBackup.run(context(), data, stop -> {}).orThrow())
        .anyMatch(damage -> damage.object().contains("pg_wal"));
    assertThat(
            Recovery.of(context(), data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                .run())
        .isInstanceOfSatisfying(
            Recovery.Result.Failed.class,
            failed -> assertThat(failed.failure().error()).isEqualTo(PostgresError.BACKUP_DAMAGED));
  }

  private static Recovery withCommand(DataDirectory data, String command) {
    var settings =
        new RecoverySettings(
            new RecoveryTarget.Latest(), new RecoveryTimeline.Latest(), Optional.of(command));
    return Recovery.of(context(), data, settings, PhysicalSource.sandbox());
  }

  @Test
  void anOutageOfTheArchiveIsNotTheEndOfTheWal() throws Exception {
    DataDirectory data = source.extracted(backup);

    assertThat(withCommand(data, "exit 126").run())
        .isInstanceOfSatisfying(
            Recovery.Result.Failed.class,
            failed ->
                assertThat(failed.failure().kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE));
  }

  @Test
  void aRecoveryThatIsStoppedEndsAtOnceAndLeavesTheBackupsFiles() throws Exception {
    DataDirectory data = source.extracted(backup);
    Path asked = data.path().resolve("asked");
    Recovery recovery = withCommand(data, "touch asked; sleep 300");

    var result = CompletableFuture.supplyAsync(recovery::run);
    Awaitility.await().until(() -> Files.exists(asked));
    recovery.cancel();

    assertThat(result.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Recovery.Result.Failed.class,
            failed -> assertThat(failed.failure().error()).isEqualTo(PostgresError.CANCELLED));
    assertThat(data.path().resolve("salvaguarda_server.conf")).doesNotExist();
  }
}
