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
import io.salvaguarda.postgres.facts.DatabaseShape;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A new, empty database for a restore, with the source's encoding and locale.
 *
 * @param connection to the new database
 * @param approximate the server lacks the source's locale and another was taken: whatever fails
 *     then may fail because of that
 * @param notes what is not as in the source, for people
 */
public record TargetDatabase(ConnectionSpec connection, boolean approximate, List<String> notes) {

  private static final int LONGEST_NAME_BYTES = 63;

  /**
   * What servers say of a locale that they lack: wrong type, bad parameter, unsupported, bad name.
   */
  private static final Set<String> LOCALE_REFUSED = Set.of("42809", "22023", "0A000", "42602");

  /** What to do when the server lacks the source's locale. */
  public enum LocalePolicy {
    /** Refuse: for databases that people will use. */
    EXACT,
    /** Take C.UTF-8 or C and say so: for throwaway clusters. */
    FALL_BACK
  }

  public TargetDatabase {
    notes = List.copyOf(notes);
  }

  /**
   * Makes the database from template0.
   *
   * @param server a connection to any other database of the server
   */
  public static Outcome<TargetDatabase> create(
      ConnectionSpec server, String name, DatabaseShape shape, LocalePolicy policy, Side side) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      return Outcome.failed(
          PostgresFailure.terminal(
              PostgresError.CONFIGURATION,
              "the name is longer than PostgreSQL's %d bytes: %s"
                  .formatted(LONGEST_NAME_BYTES, name),
              "Choose a shorter name: the server would cut it without a word."));
    }
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement()) {
      return create(statement, server.withDatabase(name), shape, policy);
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, server.withDatabase(name), side));
    }
  }

  private static Outcome<TargetDatabase> create(
      Statement statement, ConnectionSpec target, DatabaseShape shape, LocalePolicy policy)
      throws SQLException {
    try {
      statement.execute(creation(target.database(), shape));
      return Outcome.done(new TargetDatabase(target, false, List.of()));
    } catch (SQLException e) {
      if (!LOCALE_REFUSED.contains(SqlFailures.sqlState(e))) {
        throw e;
      }
      return policy == LocalePolicy.EXACT
          ? Outcome.failed(lacksLocale(shape, e))
          : createApproximately(statement, target, shape);
    }
  }

  private static Outcome<TargetDatabase> createApproximately(
      Statement statement, ConnectionSpec target, DatabaseShape shape) throws SQLException {
    String taken = "C.UTF-8";
    try {
      statement.execute(creation(target.database(), plain(shape, taken)));
    } catch (SQLException e) {
      taken = "C";
      statement.execute(creation(target.database(), plain(shape, taken)));
    }
    return Outcome.done(
        new TargetDatabase(
            target,
            true,
            List.of(
                "this machine lacks the locale %s; %s was taken instead"
                    .formatted(localeOf(shape), taken))));
  }

  private static DatabaseShape plain(DatabaseShape shape, String locale) {
    return new DatabaseShape(
        shape.name(),
        shape.owner(),
        shape.encoding(),
        locale,
        locale,
        "c",
        null,
        null,
        -1,
        null,
        List.of(),
        List.of());
  }

  private static String localeOf(DatabaseShape shape) {
    return shape.locale() == null ? shape.collate() + "/" + shape.ctype() : shape.locale();
  }

  private static String creation(String name, DatabaseShape shape) {
    List<String> parts = new ArrayList<>();
    parts.add("create database " + quoted(name) + " template template0");
    parts.add("encoding " + literal(shape.encoding()));
    parts.add("lc_collate " + literal(shape.collate()));
    parts.add("lc_ctype " + literal(shape.ctype()));
    switch (shape.localeProvider()) {
      case "i" -> {
        parts.add("locale_provider icu icu_locale " + literal(shape.locale()));
        if (shape.icuRules() != null) {
          parts.add("icu_rules " + literal(shape.icuRules()));
        }
      }
      case "b" -> parts.add("locale_provider builtin builtin_locale " + literal(shape.locale()));
      default -> {
        // libc is every server's default when the locale is named
      }
    }
    return String.join(" ", parts);
  }

  private static PostgresFailure lacksLocale(DatabaseShape shape, SQLException e) {
    return PostgresFailure.terminal(
        PostgresError.RESTORE_FAILED,
        "the target server lacks the source's locale %s: %s"
            .formatted(localeOf(shape), SqlFailures.primaryMessage(e)),
        "Install the locale on the target's operating system and restart PostgreSQL.");
  }

  /** Drops a database whose restore failed; fine when it is not there. */
  public static Outcome<Boolean> drop(ConnectionSpec server, String name, Side side) {
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + quoted(name) + " with (force)");
      return Outcome.done(true);
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, server.withDatabase(name), side));
    }
  }
}
