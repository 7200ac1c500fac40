package io.salvaguarda.e2e;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.postgres.PostgresConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the clusters. */
final class Sql {
  private Sql() {}

  static long count(Suite suite, String database, String table) {
    return number(
        suite.stack().sourceServer(),
        database,
        "select count(*) from " + Identifiers.quoted(table));
  }

  /** The services' own database. */
  static long catalog(Suite suite, String query) {
    return number(suite.stack().catalogServer(), "salvaguarda", query);
  }

  static long number(PostgresServer server, String database, String query) {
    return number(server.connection(database), query);
  }

  static long number(ConnectionSpec spec, String query) {
    try (Connection connection = PostgresConnections.open(spec);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
