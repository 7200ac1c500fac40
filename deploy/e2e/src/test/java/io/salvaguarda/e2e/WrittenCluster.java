package io.salvaguarda.e2e;

import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.PgTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that is written to all the while, one transaction a row, and what is known of each. Its
 * log is streamed, or pushed once {@link #pushTo} says where.
 */
final class WrittenCluster implements AutoCloseable {
  static final String PASSWORD = "of-the-written-cluster";

  private static final String COUNT =
      "select case when count(*) = coalesce(max(id), 0) then count(*) else -1 end from ledger";
  private static final int SUMMARIES_SINCE = 17;
  private static final String SUMMARIZED =
      "select s.summarized_lsn >= c.redo_lsn"
          + " from pg_get_wal_summarizer_state() s, pg_control_checkpoint() c";
  private static final int ROWS_A_POINT = 20;
  private static final long MILLIS_A_ROW = 20;

  private final PostgresServer server;
  private Connection connection;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> writing;
  private final List<String> positions = new CopyOnWriteArrayList<>();

  WrittenCluster(Path folder, PgTools tools) throws SQLException {
    server = PostgresServer.start(folder, tools);
    if (summarizes(tools)) {
      server.execute("postgres", "alter system set summarize_wal = on");
    }
    server.execute(
        "postgres",
        "alter system set archive_mode = on",
        "alter system set track_commit_timestamp = on",
        "create role replicator login replication password '" + PASSWORD + "'",
        "create role backup superuser login password '" + PASSWORD + "'",
        "create table ledger (id int primary key, filling text)");
    server.stop();
    server.restart();
    connection = server.connect("postgres");
    writing = writer.scheduleAtFixedRate(this::writeRow, 0, MILLIS_A_ROW, TimeUnit.MILLISECONDS);
  }

  /** Whether that version's servers can tell what has changed since a backup. */
  static boolean summarizes(PgTools tools) {
    return tools.major() >= SUMMARIES_SINCE;
  }

  private synchronized void writeRow() {
    int id = positions.size() + 1;
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into ledger values (%1$d, repeat(md5('%1$d'), 10))".formatted(id));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    positions.add(text("select pg_current_wal_insert_lsn()"));
    if (id % ROWS_A_POINT == 0) {
      text("select pg_create_restore_point('row %d')".formatted(id));
    }
  }

  /** How the server is told to archive: as docs/wal.md says it. */
  void pushTo(String wal, Path header) {
    String command =
        "curl --fail-with-body --silent --show-error --max-time 600 -H @"
            + header
            + " -H \"X-Content-Sha256: $(sha256sum < %p | cut -c 1-64)\" -T %p "
            + wal
            + "/%f";
    server.execute(
        "postgres",
        "alter system set archive_command = '" + command.replace("'", "''") + "'",
        "select pg_reload_conf()");
  }

  /** As when a standby is promoted: the log goes on, on another timeline. */
  synchronized void failOver() throws Exception {
    connection.close();
    server.stop();
    Files.createFile(server.data().resolve("standby.signal"));
    server.restart();
    server.execute("postgres", "select pg_promote()");
    connection = server.connect("postgres");
  }

  /** It then cannot tell what has changed since a backup: what it would tell that by is gone. */
  void loseSummaries() throws IOException {
    server.execute("postgres", "checkpoint");
    await().atMost(Suite.PATIENCE).until(() -> text(SUMMARIZED).equals("t"));
    try (var summaries = Files.list(server.data().resolve("pg_wal/summaries"))) {
      for (Path each : summaries.toList()) {
        Files.delete(each);
      }
    }
  }

  /** The rows that were committed until now. */
  int rows() {
    return positions.size();
  }

  /** No row comes after this, and the segment is full; where the log ends. */
  Lsn stopWriting() throws InterruptedException {
    if (writing.isDone()) {
      throw new IllegalStateException("writing ended", writing.exceptionNow());
    }
    writer.shutdown();
    if (!writer.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a row takes too long");
    }
    return Lsn.parse(text("select pg_switch_wal()"));
  }

  /** A position behind the row's commit and before the next one's. */
  String position(int row) {
    return positions.get(row - 1);
  }

  /** A named point behind the row, and before the next one: any row before this is near one. */
  static int rowOfPoint(int row) {
    return row - row % ROWS_A_POINT;
  }

  static String point(int row) {
    return "row " + row;
  }

  /** When each row was committed, by its number less one: as the log has it, to the microsecond. */
  List<Instant> commits() {
    List<Instant> commits = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_xact_commit_timestamp(xmin) from ledger order by id")) {
      while (row.next()) {
        commits.add(row.getObject(1, OffsetDateTime.class).toInstant());
      }
      return commits;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a copy: their number, when they are the first ones without a gap; else -1. */
  static int rowsIn(Connection copy) throws SQLException {
    try (Statement statement = copy.createStatement();
        ResultSet row = statement.executeQuery(COUNT)) {
      row.next();
      return row.getInt(1);
    }
  }

  PostgresServer server() {
    return server;
  }

  private String text(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    writer.shutdownNow();
    server.close();
  }
}
