package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Ways into a server of ours, where it does not matter into which database: each of them may have
 * been dropped, or let in nobody.
 *
 * @param databases to be tried, in their order
 */
record AnyDatabase(SequencedSet<String> databases, String user, Password password) {
  static final int PORT = 5432;

  /** Those that most clusters have first. */
  static AnyDatabase of(List<String> more, String user, Password password) {
    SequencedSet<String> all = new LinkedHashSet<>(List.of("postgres", "template1"));
    all.addAll(more);
    return new AnyDatabase(all, user, password);
  }

  ConnectionSpec spec(OwnServer server, String database) {
    return new ConnectionSpec(
        server.sockets().toString(), PORT, database, user, password, SslMode.DISABLE);
  }

  /**
   * A new connection, owned by the caller. What is named in it is PostgreSQL's own, whatever the
   * database sets: its owner is not to lend us functions.
   */
  Connection open(OwnServer server) {
    PostgresException refused = null;
    for (String database : databases) {
      ConnectionSpec spec = spec(server, database);
      try {
        Connection connection = PostgresConnections.open(spec);
        ReplicationProof.execute(connection, "set search_path to pg_catalog");
        return connection;
      } catch (SQLException e) {
        PostgresException again =
            new PostgresException(SqlFailures.classify(e, spec, Side.SANDBOX), e);
        refused = refused == null ? again : refused;
      }
    }
    throw refused;
  }
}
