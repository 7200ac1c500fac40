package io.salvaguarda.backup.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds pg_dump of the database {@code blocked} fast, after its snapshot was taken and before it
 * has written a byte: it asks for the definition of a view that is locked here.
 */
public final class Gate implements AutoCloseable {

  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  public static Gate shut() {
    try {
      Connection connection = BackupStack.source().connect("blocked");
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
