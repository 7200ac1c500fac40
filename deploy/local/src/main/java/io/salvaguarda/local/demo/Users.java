package io.salvaguarda.local.demo;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The application's users table, in a database of the source's cluster. */
record Users(ConnectionSpec database) {
  private static final String ALICE = " where name = 'Alice'";

  /** Alice's row as a person reads it, when she is there. */
  Optional<String> alice() {
    String query =
        "select u.id || ' | ' || u.name || ' | ' || u.email || ' | ' || (select count(*) from orders"
            + " where user_id = u.id) || ' orders' from users u"
            + ALICE;
    try (Connection connection = PostgresConnections.open(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new StepFailed("cannot read " + database.describe() + ": " + e.getMessage(), e);
    }
  }

  /** Removes her; her orders go with her. */
  void deleteAlice() {
    try (Connection connection = PostgresConnections.open(database);
        Statement statement = connection.createStatement()) {
      int rows = statement.executeUpdate("delete from users" + ALICE);
      StepFailed.unless(rows == 1, "Alice was to be deleted, but " + rows + " rows were");
    } catch (SQLException e) {
      throw new StepFailed("cannot delete Alice: " + e.getMessage(), e);
    }
  }
}
