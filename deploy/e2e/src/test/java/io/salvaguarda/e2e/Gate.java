package io.salvaguarda.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds the dump of {@link Sources#GATED} fast, after its snapshot was taken: pg_dump asks for the
 * definition of a view that is locked here.
 */
final class Gate implements AutoCloseable {

  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  static Gate shut(Suite suite) {
    try {
      Connection connection = suite.stack().sourceServer().connect(Sources.GATED);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("lock table gate in access exclusive mode");
      }
      return new Gate(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
