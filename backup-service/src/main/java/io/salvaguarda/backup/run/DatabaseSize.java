package io.salvaguarda.backup.run;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a database for its size on disk, to have something to measure progress by. */
final class DatabaseSize {

  private static final String QUERY =
      "select pg_catalog.pg_database_size(pg_catalog.current_database())";

  private DatabaseSize() {}

  /** In bytes; 0 when it cannot be had: progress is then without an estimate. */
  static long of(ConnectionSpec spec) {
    try (Connection connection = PostgresConnections.open(spec);
        Statement statement = connection.createStatement();
        ResultSet size = statement.executeQuery(QUERY)) {
      size.next();
      return size.getLong(1);
    } catch (SQLException e) {
      return 0;
    }
  }
}
