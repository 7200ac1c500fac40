package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.restore.FinalName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last step of a restore and how it is known again when it was taken but never settled. Methods
 * throw a {@link PostgresException} when the server fails.
 */
final class FinalPlace {

  private final ConnectionSpec server;
  private final RestorePayload order;
  private final FinishLog log;

  FinalPlace(ConnectionSpec server, RestorePayload order, FinishLog log) {
    this.server = server;
    this.order = order;
    this.log = log;
  }

  /** What an attempt of this job has finished already. */
  Optional<Finish> found() {
    List<Finish> all = log.all();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = PostgresConnections.open(server)) {
      for (Finish finish : all) {
        Optional<Long> inPlace = oidOf(connection, order.targetDatabase());
        if (inPlace.filter(oid -> oid == finish.databaseOid()).isPresent()) {
          return Optional.of(asItCame(connection, finish));
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** There may have been nothing to replace. */
  private static Finish asItCame(Connection connection, Finish finish) throws SQLException {
    boolean replaced =
        finish.previousDatabase() != null
            && oidOf(connection, finish.previousDatabase()).isPresent();
    return replaced ? finish : new Finish(finish.databaseOid(), null, finish.bytes());
  }

  /** Gives the working database its final name and comment, in the place of another if asked. */
  Finish take(Working working, String comment, long bytes) {
    Optional<String> previous =
        order.swap()
            ? Optional.of(FinalName.previousName(order.targetDatabase(), Instant.now()))
            : Optional.empty();
    Finish finish = new Finish(oidOf(working), previous.orElse(null), bytes);
    if (!log.append(finish)) {
      throw RestoreTrouble.leaseLost();
    }
    FinalName.Wish wish =
        new FinalName.Wish(working.database(), order.targetDatabase(), comment, previous);
    try {
      FinalName.Given given = FinalName.give(server, wish).orThrow();
      return new Finish(finish.databaseOid(), given.previousDatabase().orElse(null), bytes);
    } catch (PostgresException e) {
      // the answer may have been lost, or an attempt thought dead was faster
      return found().orElseThrow(() -> e);
    }
  }

  private long oidOf(Working working) {
    try (Connection connection = PostgresConnections.open(server)) {
      return oidOf(connection, working.database())
          .orElseThrow(() -> new RestoreTrouble(dropped(working)));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static Optional<Long> oidOf(Connection connection, String database) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select oid from pg_database where datname = ?")) {
      statement.setString(1, database);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private PostgresException failure(SQLException e) {
    return new PostgresException(SqlFailures.classify(e, server, Side.TARGET), e);
  }

  private static Failure dropped(Working working) {
    return new Failure(
        FailureKind.RETRYABLE,
        ErrorClass.RESTORE_FAILED,
        "Somebody has dropped " + working.database() + " before it was whole.",
        "Nothing: it is restored again.",
        List.of());
  }
}
