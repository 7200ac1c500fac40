package io.salvaguarda.postgres.restore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the sessions of databases for as long as a statement waits for that. The statement holds the
 * lock that keeps new ones out, so that this comes to an end however busy the databases are.
 */
final class SessionEnder {
  private static final String END =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = any (?)";

  /** A statement that is refused is refused sooner: then no session has ended in vain. */
  private static final long GRACE_MILLIS = 200;

  private final Connection connection;
  private final String[] databases;

  SessionEnder(Connection connection, String... databases) {
    this.connection = connection;
    this.databases = databases;
  }

  interface Work<T> {
    T run() throws SQLException;
  }

  /** The work's result; its own failure comes before that of ending sessions. */
  <T> T callBeside(Work<T> work) throws SQLException {
    FutureTask<T> task = new FutureTask<>(work::run);
    // a platform thread: its sockets outlive an interruption of the caller
    Thread.ofPlatform().name("final-name").daemon().start(task);
    boolean interrupted = false;
    SQLException unended = null;
    try {
      while (true) {
        try {
          return task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waiting) {
          unended = unended == null ? end() : unended;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause(), unended);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Null when all were told to end. */
  private SQLException end() {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      Array names = connection.createArrayOf("text", databases);
      statement.setArray(1, names);
      statement.execute();
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private static SQLException failure(Throwable cause, SQLException unended) {
    if (unended != null && "42501".equals(unended.getSQLState())) {
      return unended; // sessions of others: that is why the work could not be done
    }
    return cause instanceof SQLException sql ? sql : new SQLException(cause);
  }
}
