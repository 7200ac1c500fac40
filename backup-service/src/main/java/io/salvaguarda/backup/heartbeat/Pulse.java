package io.salvaguarda.backup.heartbeat;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Writes one source's heartbeat, over a connection that is kept between two. Somebody who holds the
 * row, or a server that does not answer, makes a beat fail rather than wait. For one thread.
 */
public final class Pulse implements AutoCloseable {

  private static final String BEAT =
      "update salvaguarda.heartbeat set at = pg_catalog.clock_timestamp()";

  /** No such table, no such schema. */
  private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

  private final ConnectionSpec database;
  private final Duration patience;
  private Connection connection;

  /**
   * @param database as the user that backs up
   * @param patience with the server
   */
  public Pulse(ConnectionSpec database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** Blocks. */
  public Outcome<Void> beat() {
    try {
      return written() == 0
          ? Outcome.failed(
              notSetUp("salvaguarda.heartbeat of %s holds no row that could be updated"))
          : Outcome.done(null);
    } catch (SQLException e) {
      close();
      return Outcome.failed(
          NOT_THERE.contains(SqlFailures.sqlState(e))
              ? notSetUp("there is no table salvaguarda.heartbeat in %s")
              : SqlFailures.classify(e, database, Side.SOURCE));
    }
  }

  private int written() throws SQLException {
    if (connection == null) {
      connection = PostgresConnections.open(database);
      // also of a connection whose other end is gone without a word
      connection.setNetworkTimeout(Runnable::run, 2 * Math.toIntExact(patience.toMillis()));
      try (Statement statement = connection.createStatement()) {
        statement.execute("set statement_timeout = " + patience.toMillis());
      }
    }
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(BEAT);
    }
  }

  private PostgresFailure notSetUp(String what) {
    return PostgresFailure.terminal(
        PostgresError.CONFIGURATION,
        what.formatted(database.database()),
        "Make it, as the documentation of heartbeats says.");
  }

  @Override
  public void close() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        // it is of no use any more
      }
    }
  }
}
