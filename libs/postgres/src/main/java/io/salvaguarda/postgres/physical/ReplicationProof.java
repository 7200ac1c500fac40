package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/**
 * A row that is written on a primary is seen on its replica, and the replica takes none. In a
 * database made for it and dropped after, so that no code of the cluster's own runs, as triggers on
 * the making of a table would.
 */
final class ReplicationProof {
  private static final String READ_ONLY = "25006";
  private static final int FIRST_WITH_PROVIDERS = 15;

  private final ConnectionSpec primary;
  private final ConnectionSpec replica;
  private final SqlWatch watch;
  private final String caughtUp;
  private final String mark = UUID.randomUUID().toString();

  /**
   * @param primary any database of it
   * @param caughtUp asks the primary whether the replica has replayed all that there is
   */
  ReplicationProof(
      ConnectionSpec primary, ConnectionSpec replica, SqlWatch watch, String caughtUp) {
    this.primary = primary;
    this.replica = replica;
    this.watch = watch;
    this.caughtUp = caughtUp;
  }

  /** From the commit of the row until it was seen. */
  Duration run(Connection onPrimary, int major) throws SQLException {
    String database = "salvaguarda_check_" + mark.substring(0, 8);
    execute(
        onPrimary,
        "create database "
            + database
            + " template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'"
            + (major >= FIRST_WITH_PROVIDERS ? " locale_provider libc" : ""));
    watch.until(onPrimary, "a new database", caughtUp);
    Duration lag = lag(database);
    execute(onPrimary, "drop database " + database);
    return lag;
  }

  private Duration lag(String database) throws SQLException {
    try (Connection writing = PostgresConnections.open(primary.withDatabase(database));
        Connection reading = PostgresConnections.open(replica.withDatabase(database))) {
      execute(writing, "create table marker (mark text)");
      watch.until(reading, "a new table", "select to_regclass('marker') is not null");
      execute(writing, "insert into marker values ('" + mark + "')");
      long written = System.nanoTime();
      watch.until(reading, "a new row", "select true from marker where mark = '" + mark + "'");
      Duration lag = Duration.ofNanos(System.nanoTime() - written);
      requireRefusal(reading);
      return lag;
    }
  }

  private static void requireRefusal(Connection replica) throws SQLException {
    try {
      execute(replica, "insert into marker values ('written on the replica')");
    } catch (SQLException e) {
      if (SqlFailures.sqlState(e).equals(READ_ONLY)) {
        return;
      }
      throw e;
    }
    throw new PostgresException(
        PostgresFailure.inconclusive(
            PostgresError.SANDBOX_FAILED,
            "the replica let itself be written to: it follows nobody",
            "Look at its log."));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
