package io.salvaguarda.postgres.session;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A server's version.
 *
 * @param full as the server spells it, for example {@code 15.18 (Debian 15.18-0+deb12u1)}
 */
public record ServerVersion(int major, String full) {

  /** The version of a connection that is open already. */
  public static ServerVersion of(Connection connection) throws SQLException {
    var metadata = connection.getMetaData();
    return new ServerVersion(
        metadata.getDatabaseMajorVersion(), metadata.getDatabaseProductVersion());
  }

  /** Connects to ask; a cheap check that a server can be reached and lets the user in. */
  public static Outcome<ServerVersion> ask(ConnectionSpec spec, Side side) {
    try (Connection connection = PostgresConnections.open(spec)) {
      return Outcome.done(of(connection));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, spec, side));
    }
  }
}
