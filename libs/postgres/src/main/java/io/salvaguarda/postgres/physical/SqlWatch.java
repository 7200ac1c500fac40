package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits until a server's answer is yes, as long as the server that it depends on runs. */
final class SqlWatch {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final OwnServer dependsOn;
  private final Instant end;

  SqlWatch(OwnServer dependsOn, Duration limit) {
    this.dependsOn = dependsOn;
    this.end = Instant.now().plus(limit);
  }

  /**
   * @param what for people: what is waited for
   * @param query one row with one truth value; no row is no
   */
  void until(Connection connection, String what, String query) throws SQLException {
    while (!yes(connection, query)) {
      if (!dependsOn.running() || Instant.now().isAfter(end)) {
        throw new PostgresException(inVain(what, dependsOn.logTail()));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PostgresException(inVain(what, List.of("interrupted")), e);
      }
    }
  }

  private static boolean yes(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static PostgresFailure inVain(String what, List<String> tail) {
    return PostgresFailure.inconclusive(
            PostgresError.SANDBOX_FAILED,
            "the replica was waited for in vain: " + what,
            "See the last lines of its log.")
        .withLogTail(tail);
  }
}
