package io.salvaguarda.restore.drill;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What a recovered database shows of the row that backup-service keeps up to date in its source.
 */
final class Heartbeat {

  private static final String THERE = "select to_regclass('salvaguarda.heartbeat') is not null";
  private static final String LATEST = "select max(at) from salvaguarda.heartbeat";

  private Heartbeat() {}

  /**
   * When it last beat, by the source's clock; empty when there is no such table or no row in it.
   *
   * <p>Also shows that the database answers: a failure is thrown as a {@link PostgresException}.
   */
  static Optional<Instant> in(ConnectionSpec database) {
    try (Connection connection = PostgresConnections.open(database);
        Statement statement = connection.createStatement()) {
      return isThere(statement) ? latest(statement) : Optional.empty();
    } catch (SQLException e) {
      throw new PostgresException(SqlFailures.classify(e, database, Side.SANDBOX), e);
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(THERE)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Optional<Instant> latest(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(LATEST)) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    }
  }
}
