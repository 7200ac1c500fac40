package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.Identifiers.literal;
import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.facts.DatabaseShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives a restored database what belongs to a database as a whole: owner, comment, settings,
 * grants, connection limit. pg_restore does none of that for a database of another name.
 */
public final class DatabaseProperties {
  /** Stored as lists that are quoted already: they are set as they are and copied from there. */
  private static final Set<String> QUOTED_LISTS =
      Set.of(
          "search_path",
          "temp_tablespaces",
          "local_preload_libraries",
          "session_preload_libraries");

  private final Connection connection;
  private final String database;
  private final List<String> notes = new ArrayList<>();

  private DatabaseProperties(Connection connection, String database) {
    this.connection = connection;
    this.database = quoted(database);
  }

  /** Applies what it can; returns a note for each property that the server refused. */
  public static Outcome<List<String>> apply(
      ConnectionSpec target, DatabaseShape shape, boolean owners, Side side) {
    try (Connection connection = PostgresConnections.open(target)) {
      var properties = new DatabaseProperties(connection, target.database());
      properties.apply(shape, owners);
      return Outcome.done(List.copyOf(properties.notes));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, target, side));
    }
  }

  /**
   * Only makes it the owner's, before it is filled: whoever gets tables in schema public must be
   * allowed to have them there. Where that fails, {@link #apply} tells.
   */
  public static void giveTo(ConnectionSpec target, String owner, Side side) {
    try (Connection connection = PostgresConnections.open(target)) {
      new DatabaseProperties(connection, target.database()).giveTo(owner);
    } catch (SQLException e) {
      throw new PostgresException(SqlFailures.classify(e, target, side), e);
    }
  }

  private void apply(DatabaseShape shape, boolean owners) throws SQLException {
    if (shape.comment() != null) {
      attempt("comment on database " + database + " is " + literal(shape.comment()));
    }
    if (shape.connectionLimit() >= 0) {
      attempt("alter database " + database + " connection limit " + shape.connectionLimit());
    }
    for (DatabaseShape.Setting setting : shape.settings()) {
      apply(setting);
    }
    if (owners) {
      grants(shape);
      giveTo(shape.owner());
    }
  }

  private void apply(DatabaseShape.Setting setting) throws SQLException {
    String whose =
        setting.role() == null
            ? "alter database " + database
            : "alter role " + quoted(setting.role()) + " in database " + database;
    if (QUOTED_LISTS.contains(setting.name())) {
      try (PreparedStatement statement =
          connection.prepareStatement("select pg_catalog.set_config(?, ?, false)")) {
        statement.setString(1, setting.name());
        statement.setString(2, setting.value());
        statement.execute();
      }
      attempt(whose + " set " + setting.name() + " from current");
    } else {
      attempt(whose + " set " + settingName(setting.name()) + " to " + literal(setting.value()));
    }
  }

  /** Extensions' settings have a dot: {@code auto_explain.log_min_duration}. */
  private static String settingName(String name) {
    return String.join(".", List.of(name.split("\\.")).stream().map(part -> quoted(part)).toList());
  }

  private void grants(DatabaseShape shape) {
    if (shape.grants().isEmpty()) {
      return;
    }
    attempt("revoke all on database " + database + " from public");
    for (DatabaseShape.Grant grant : shape.grants()) {
      String grantee = grant.grantee() == null ? "public" : quoted(grant.grantee());
      attempt(
          "grant "
              + grant.privilege()
              + " on database "
              + database
              + " to "
              + grantee
              + (grant.grantable() ? " with grant option" : ""));
    }
  }

  /** Whoever may not act as the owner would lose the database by giving it away. */
  private void giveTo(String owner) throws SQLException {
    String sql = "select pg_has_role(current_user, oid, 'USAGE') from pg_roles where rolname = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, owner);
      try (ResultSet role = statement.executeQuery()) {
        if (role.next() && role.getBoolean(1)) {
          attempt("alter database " + database + " owner to " + quoted(owner));
        } else {
          notes.add("not applied to the database: its owner " + owner + ", who this user is not");
        }
      }
    }
  }

  private void attempt(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      notes.add("not applied to the database: " + SqlFailures.primaryMessage(e));
    }
  }
}
