package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.Identifiers.literal;
import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a restored database the name that people know, as the last thing that is done to it. The
 * database that has that name may be renamed in the same transaction: nobody ever finds none, and
 * what fails or is killed on the way changes nothing.
 */
public final class FinalName {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME_BYTES = 63;

  /** Longer than the 5 s for which the server itself waits for sessions to end. */
  private static final String LOCK_PATIENCE = "set lock_timeout = '8s'";

  /** In use by sessions or prepared transactions; locked by somebody. */
  private static final Set<String> BUSY = Set.of("55006", "55P03");

  private final ConnectionSpec server;
  private final Wish wish;

  /**
   * What is to be done.
   *
   * @param working the restored database's name until now
   * @param name the name that it shall have
   * @param comment the database's comment from then on; null: none
   * @param previous the name that the one which has the name now shall get; empty: there must be
   *     none
   */
  public record Wish(String working, String name, String comment, Optional<String> previous) {}

  /**
   * @param previousDatabase where the replaced database is now; empty when there was none
   */
  public record Given(Optional<String> previousDatabase) {}

  private FinalName(ConnectionSpec server, Wish wish) {
    this.server = server;
    this.wish = wish;
  }

  /**
   * Ends the sessions that are in the way, once it is sure that the renaming is allowed. Not
   * interruptible: an answer is the truth. When it fails nothing has another name, but sessions may
   * have ended.
   *
   * @param server a connection to a third database, as a user who may rename both
   */
  public static Outcome<Given> give(ConnectionSpec server, Wish wish) {
    FinalName task = new FinalName(server, wish);
    try (Connection connection = PostgresConnections.open(server);
        Connection watching = PostgresConnections.open(server)) {
      if (!exists(connection, wish.working())) {
        return Outcome.failed(task.nothingToName());
      }
      SessionEnder ender = new SessionEnder(watching, task.inTheWay());
      return Outcome.done(ender.callBeside(() -> task.rename(connection)));
    } catch (SQLException e) {
      return Outcome.failed(task.classified(e));
    }
  }

  private Given rename(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK_PATIENCE);
      statement.execute(
          "comment on database "
              + quoted(wish.working())
              + " is "
              + (wish.comment() == null ? "null" : literal(wish.comment())));
      boolean replaces = wish.previous().isPresent() && exists(connection, wish.name());
      if (replaces) {
        // the lock that this takes keeps new sessions out until the commit
        statement.execute(renaming(wish.name(), wish.previous().get()));
      }
      statement.execute(renaming(wish.working(), wish.name()));
      connection.commit();
      return new Given(wish.previous().filter(name -> replaces));
    }
  }

  private static String renaming(String from, String to) {
    return "alter database " + quoted(from) + " rename to " + quoted(to);
  }

  private String[] inTheWay() {
    return wish.previous().isPresent()
        ? new String[] {wish.working(), wish.name()}
        : new String[] {wish.working()};
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select from pg_database where datname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private PostgresFailure nothingToName() {
    return PostgresFailure.terminal(
        PostgresError.DATABASE_MISSING,
        "there is no database " + wish.working() + " to be named " + wish.name(),
        "Restore again: somebody has dropped it.");
  }

  private PostgresFailure classified(SQLException e) {
    return BUSY.contains(SqlFailures.sqlState(e))
        ? PostgresFailure.retryable(
            PostgresError.RESTORE_FAILED,
            "database %s cannot be renamed now: %s"
                .formatted(wish.name(), SqlFailures.primaryMessage(e)),
            "End its prepared transactions and what else holds it; it is tried again.")
        : SqlFailures.classify(e, server.withDatabase(wish.name()), Side.TARGET);
  }

  /** {@code testdb_before_20260102T030405}, cut to PostgreSQL's 63 bytes. */
  public static String previousName(String live, Instant at) {
    String suffix = "_before_" + LABEL.format(at);
    int room = LONGEST_NAME_BYTES - suffix.length();
    String kept = live;
    while (kept.getBytes(StandardCharsets.UTF_8).length > room) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept + suffix;
  }
}
