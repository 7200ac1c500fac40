package io.salvaguarda.restore.run;

import static io.salvaguarda.postgres.Identifiers.literal;
import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.restore.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Which databases a restore made itself: those that bear its comment. No other is ever dropped.
 * Every method throws a {@link PostgresException} when the server fails.
 */
public final class OwnDatabase {

  private final ConnectionSpec server;
  private final String mark;

  /**
   * @param server a connection to a database that no restore touches
   */
  public OwnDatabase(ConnectionSpec server, UUID jobId) {
    this.server = server;
    this.mark = "salvaguarda restore " + jobId;
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = PostgresConnections.open(server)) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new PostgresException(SqlFailures.classify(e, server, Side.TARGET));
    }
  }

  /** Whether this restore made it. */
  public boolean made(String database) {
    return text(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = ?",
            database)
        .filter(mark::equals)
        .isPresent();
  }

  /** Drops it if this restore made it. */
  public boolean drop(String database) {
    return made(database) && TargetDatabase.drop(server, database, Side.TARGET).orThrow();
  }

  void claim(String database) {
    comment(database, mark);
  }

  /** Makes it another's, where the user may: what fails here is tried again and told at the end. */
  void giveTo(String database, String owner) {
    String sql = "alter database " + quoted(database) + " owner to " + quoted(owner);
    run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          } catch (SQLException notAllowed) {
            return false;
          }
        });
  }

  void comment(String database, String text) {
    run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(
                "comment on database " + quoted(database) + " is " + literal(text));
          }
        });
  }

  /** Where a swap of this name put the database that it replaced. */
  Optional<String> previousOf(String live) {
    return text(
        "select max(datname) from pg_database where starts_with(datname, ? || '_before_')", live);
  }

  private Optional<String> text(String query, String parameter) {
    return run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
          }
        });
  }
}
