package io.salvaguarda.kit.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/**
 * A transaction failed for a reason that passes: no connection, a server that shuts down or starts,
 * a statement that the server rolled back. The same transaction may succeed later.
 */
public final class DatabaseAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseAway(Throwable cause) {
    super(cause.toString(), cause);
  }

  /** Whether it is, or was caused by, the database being away. */
  public static boolean explains(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof io.vertx.sqlclient.DatabaseException database) {
        return isPassing(database.getSqlState()); // a VertxException too, but the server's own word
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return isPassing(sql.getSQLState()); // what Hibernate makes of it
      }
      if (cause instanceof DatabaseAway
          || cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof io.vertx.core.VertxException) {
        return true;
      }
    }
    return false;
  }

  /** SQLSTATE classes: connection, resources, operator intervention, rolled back by the server. */
  private static boolean isPassing(String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08")
            || sqlState.startsWith("53")
            || sqlState.startsWith("57")
            || sqlState.startsWith("40"));
  }
}
