package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Puts a restored database in the place of the one in use, which is kept under another name. Both
 * renames are one transaction: there is no moment without a database of that name that lasts.
 */
public final class DatabaseSwap {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME_BYTES = 63;
  private static final int ATTEMPTS = 5;
  private static final String IN_USE = "55006";

  private final ConnectionSpec server;
  private final String restored;
  private final String live;
  private final String previous;

  /**
   * @param previousDatabase where the replaced database is now; empty when there was none
   */
  public record Swapped(Optional<String> previousDatabase) {}

  private DatabaseSwap(ConnectionSpec server, String restored, String live, Instant at) {
    this.server = server;
    this.restored = restored;
    this.live = live;
    this.previous = previousName(live, at);
  }

  /**
   * Ends all sessions of both databases and renames. When it fails, the one in use is as before,
   * except that its sessions have ended.
   *
   * @param server a connection to a third database, as a user who may rename both
   * @param restored the restored database's name now
   * @param live the name that it shall have
   */
  public static Outcome<Swapped> swap(
      ConnectionSpec server, String restored, String live, Instant now) {
    DatabaseSwap swap = new DatabaseSwap(server, restored, live, now);
    try (Connection connection = PostgresConnections.open(server)) {
      return swap.exists(connection, restored)
          ? Outcome.done(swap.run(connection))
          : Outcome.failed(swap.nothingToSwapIn());
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, server.withDatabase(live), Side.TARGET));
    }
  }

  private PostgresFailure nothingToSwapIn() {
    return PostgresFailure.terminal(
        PostgresError.DATABASE_MISSING,
        "there is no database " + restored + " to put in the place of " + live,
        "Restore first, then swap.");
  }

  private Swapped run(Connection connection) throws SQLException {
    boolean replaces = exists(connection, live);
    if (!replaces) {
      renameBoth(connection, false);
      return new Swapped(Optional.empty());
    }
    boolean allowed = allowsConnections(connection);
    allowConnections(connection, live, false);
    try {
      renameBoth(connection, true);
    } catch (SQLException e) {
      allowConnections(connection, live, allowed);
      throw e;
    }
    allowConnections(connection, previous, allowed);
    return new Swapped(Optional.of(previous));
  }

  /**
   * A session may take a moment to end after it was told to: the server waits 5 s, then refuses.
   */
  private void renameBoth(Connection connection, boolean replaces) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      endSessions(connection);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        if (replaces) {
          statement.execute("alter database " + quoted(live) + " rename to " + quoted(previous));
        }
        statement.execute("alter database " + quoted(restored) + " rename to " + quoted(live));
        connection.commit();
        return;
      } catch (SQLException e) {
        connection.rollback();
        if (attempt == ATTEMPTS || !IN_USE.equals(e.getSQLState())) {
          throw e;
        }
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void endSessions(Connection connection) throws SQLException {
    String sql =
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname in (?, ?) and pid <> pg_backend_pid()";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, live);
      statement.setString(2, restored);
      statement.execute();
    }
  }

  private boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select from pg_database where datname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private boolean allowsConnections(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select datallowconn from pg_database where datname = ?")) {
      statement.setString(1, live);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void allowConnections(Connection connection, String name, boolean allowed)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter database " + quoted(name) + " allow_connections " + allowed);
    }
  }

  /** {@code testdb_before_20260102T030405}, cut to PostgreSQL's 63 bytes. */
  static String previousName(String live, Instant at) {
    String suffix = "_before_" + LABEL.format(at);
    int room = LONGEST_NAME_BYTES - suffix.length();
    String kept = live;
    while (kept.getBytes(StandardCharsets.UTF_8).length > room) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept + suffix;
  }
}
