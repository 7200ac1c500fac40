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

  /** A database's own functions are not to answer. */
  private static final String OURS = "set search_path to pg_catalog";

  private static final String THERE =
      "select pg_catalog.to_regclass('salvaguarda.heartbeat') is not null";
  private static final String LATEST = "select pg_catalog.max(at) from salvaguarda.heartbeat";

  private Heartbeat() {}

  /**
   * When it last beat, by the source's clock; empty when there is no such table or no row in it.
   *
   * <p>Also shows that the database answers: a failure is thrown as a {@link PostgresException}.
   */
  static Optional<Instant> in(ConnectionSpec database) {
    try (Connection connection = PostgresConnections.open(database);
        Statement statement = connection.createStatement()) {
      statement.execute(OURS);
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
