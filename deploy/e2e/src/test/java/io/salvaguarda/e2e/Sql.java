package io.salvaguarda.e2e;

import io.salvaguarda.postgres.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the source cluster. */
final class Sql {
  private Sql() {}

  static long count(Suite suite, String database, String table) {
    try (Connection connection = suite.stack().sourceServer().connect(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from " + Identifiers.quoted(table))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
