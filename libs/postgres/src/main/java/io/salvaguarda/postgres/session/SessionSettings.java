package io.salvaguarda.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The settings under which a source is read: a server's or user's own defaults must neither end the
 * work (timeouts), hide rows (row security), nor change how a value is written (formats).
 */
public final class SessionSettings {
  private static final int TRANSACTION_TIMEOUT_SINCE = 17;

  private SessionSettings() {}

  /** Begins a read-only transaction that sees one instant; no snapshot is taken yet. */
  public static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
      statement.execute("set local statement_timeout = 0");
      statement.execute("set local idle_in_transaction_session_timeout = 0");
      statement.execute("set local lock_timeout = '10min'");
      statement.execute("set local row_security = off");
      statement.execute("set local search_path = ''");
      statement.execute("set local datestyle = 'ISO, YMD'");
      statement.execute("set local timezone = 'UTC'");
      statement.execute("set local intervalstyle = 'postgres'");
      statement.execute("set local extra_float_digits = 3");
      statement.execute("set local bytea_output = 'hex'");
      statement.execute("set local lc_monetary = 'C'");
      statement.execute("set local xmloption = content");
      if (connection.getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT_SINCE) {
        statement.execute("set local transaction_timeout = 0");
      }
    }
  }

  /** Like {@link #begin}, and sees what the exporting transaction sees. */
  public static void begin(Connection connection, String snapshotId) throws SQLException {
    if (!snapshotId.matches("[0-9A-F-]{1,64}")) {
      throw new IllegalArgumentException("not a snapshot's id: " + snapshotId);
    }
    begin(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction snapshot '" + snapshotId + "'");
    }
  }
}
