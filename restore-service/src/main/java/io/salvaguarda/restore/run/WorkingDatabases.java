package io.salvaguarda.restore.run;

import static io.salvaguarda.postgres.Identifiers.literal;
import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.facts.DatabaseShape;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.restore.TargetInspection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The databases that attempts have begun and not brought to an end, on one server. No other is ever
 * dropped: not one whose comment is somebody's, nor one without the mark that holds anything.
 * Methods throw a {@link PostgresException} when the server fails.
 */
public final class WorkingDatabases {

  private static final String ALL =
      "select datname, shobj_description(oid, 'pg_database') from pg_database";

  private final ConnectionSpec server;

  /**
   * @param server a connection to a database that no restore touches
   */
  public WorkingDatabases(ConnectionSpec server) {
    this.server = server;
  }

  private interface Work<T> {
    T with(Statement statement) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement()) {
      return work.with(statement);
    } catch (SQLException e) {
      throw new PostgresException(SqlFailures.classify(e, server, Side.TARGET), e);
    }
  }

  /** All whose names are such, in no order. */
  public List<Working> all() {
    return List.copyOf(comments().keySet());
  }

  /** Killed between its two statements, this leaves an empty database with no mark. */
  TargetDatabase create(Working working, DatabaseShape shape, TargetDatabase.LocalePolicy locales) {
    TargetDatabase made =
        TargetDatabase.create(server, working.database(), shape, locales, Side.TARGET).orThrow();
    run(
        statement ->
            statement.execute(
                "comment on database "
                    + quoted(working.database())
                    + " is "
                    + literal(working.mark())));
    return made;
  }

  /** Drops what earlier attempts of the same job have left. */
  void dropEarlier(Working current) {
    for (Working other : all()) {
      if (other.jobId().equals(current.jobId()) && other.attempt() < current.attempt()) {
        drop(other);
      }
    }
  }

  /** False when there is none, or when it is not a restore's after all. */
  public boolean drop(Working working) {
    Optional<String> comment = comments().get(working);
    return comment != null
        && (isMarked(working, comment) || isJustMade(working, comment))
        && TargetDatabase.drop(server, working.database(), Side.TARGET).orThrow();
  }

  private static boolean isMarked(Working working, Optional<String> comment) {
    return comment.filter(working.mark()::equals).isPresent();
  }

  private boolean isJustMade(Working working, Optional<String> comment) {
    return comment.isEmpty()
        && TargetInspection.of(server, working.database(), List.of()).orThrow().empty();
  }

  private Map<Working, Optional<String>> comments() {
    return run(
        statement -> {
          Map<Working, Optional<String>> found = new HashMap<>();
          try (ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
              Optional<String> comment = Optional.ofNullable(row.getString(2));
              Working.of(Objects.requireNonNull(row.getString(1)))
                  .ifPresent(working -> found.put(working, comment));
            }
          }
          return found;
        });
  }
}
