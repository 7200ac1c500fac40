package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Asks a server in SQL for what would refuse a replication connection: on that connection the same
 * settings show as a server that is busy, or as words that name neither setting nor user.
 */
public final class ReplicationReadiness {

  private static final String QUERY =
      """
      select pg_catalog.current_setting('wal_level'),
        pg_catalog.current_setting('max_wal_senders')::int,
        pg_catalog.current_setting('max_replication_slots')::int,
        coalesce((select r.rolreplication or r.rolsuper from pg_catalog.pg_roles r
          where r.rolname = ?), true)
      """;

  private ReplicationReadiness() {}

  /**
   * Connects to ask.
   *
   * @param spec of any user that may connect to any database
   * @param user who is to read the cluster; that there is no such user shows when it connects
   * @return why it cannot be read until somebody acts; empty when nothing speaks against it
   */
  public static Optional<PostgresFailure> check(ConnectionSpec spec, String user) {
    try (Connection connection = PostgresConnections.open(spec);
        PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, user);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return verdict(spec, user, row);
      }
    } catch (SQLException e) {
      return Optional.of(SqlFailures.classify(e, spec, Side.SOURCE));
    }
  }

  private static Optional<PostgresFailure> verdict(ConnectionSpec spec, String user, ResultSet row)
      throws SQLException {
    String where = "the server on " + spec.host() + ":" + spec.port();
    if (row.getString(1).equals("minimal")) {
      return setting(where + " has wal_level = minimal", "wal_level = replica");
    }
    if (row.getInt(2) == 0) {
      return setting(where + " has max_wal_senders = 0", "max_wal_senders = 10");
    }
    if (row.getInt(3) == 0) {
      return setting(where + " has max_replication_slots = 0", "max_replication_slots = 10");
    }
    if (!row.getBoolean(4)) {
      return Optional.of(
          PostgresFailure.terminal(
              PostgresError.SOURCE_PERMISSION,
              "the user " + user + " of " + where + " has not the attribute REPLICATION",
              "Run: ALTER ROLE \"" + user.replace("\"", "\"\"") + "\" REPLICATION;"));
    }
    return Optional.empty();
  }

  private static Optional<PostgresFailure> setting(String what, String right) {
    return Optional.of(
        PostgresFailure.terminal(
            PostgresError.CONFIGURATION,
            what + ": it lets nobody read the whole cluster",
            "Set " + right + " in its postgresql.conf and restart it."));
  }
}
