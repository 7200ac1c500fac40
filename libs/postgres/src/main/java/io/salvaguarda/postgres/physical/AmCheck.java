package io.salvaguarda.postgres.physical;

import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's own check (amcheck) of one database's tables and B-tree indexes, those of the system
 * included: what {@code pg_amcheck} does, with each error's SQLSTATE at hand, because a library
 * that is missing here is no damage. It writes: for copies only.
 */
public final class AmCheck {
  private static final String OWN_SCHEMA = "salvaguarda_amcheck";
  private static final int FIRST_WITH_HEAP_CHECK = 140_000;

  private final ConnectionSpec database;
  private final boolean heapAllIndexed;
  private final List<Damage> damages = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private AmCheck(ConnectionSpec database, boolean heapAllIndexed) {
    this.database = database;
    this.heapAllIndexed = heapAllIndexed;
  }

  /**
   * @param damages what is damaged
   * @param notes what could not be checked, for people
   */
  public record Report(List<Damage> damages, List<String> notes) {
    public Report {
      damages = List.copyOf(damages);
      notes = List.copyOf(notes);
    }
  }

  /**
   * @param database as a superuser
   * @param heapAllIndexed whether each row is looked for in each index too
   */
  public static Outcome<Report> run(ConnectionSpec database, boolean heapAllIndexed) {
    return Outcome.of(new AmCheck(database, heapAllIndexed)::check);
  }

  private Report check() {
    try (Connection connection = PostgresConnections.open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      statement.execute("set statement_timeout = 0");
      if (isAvailable(statement)) {
        String schema = install(statement);
        int version = Integer.parseInt(one(statement, "show server_version_num"));
        for (Relation index : relations(statement, AmCheckQueries.indexes(version))) {
          index(connection, schema, index);
        }
        if (version >= FIRST_WITH_HEAP_CHECK) {
          for (Relation table : relations(statement, AmCheckQueries.TABLES)) {
            table(connection, schema, table);
          }
        }
      } else {
        notes.add(
            "tables and indexes were not checked: the extension amcheck is not installed here");
      }
    } catch (SQLException e) {
      // what is not about one relation is a finding or keeps us from any: never a mere note
      if (!AmCheckQueries.isDamage(e)) {
        throw new PostgresException(SqlFailures.classify(e, database, Side.SANDBOX), e);
      }
      judge(e, "the database");
    }
    return new Report(damages, notes);
  }

  /**
   * @param foreignOrder whether it is sorted by rules that this machine may not have
   */
  private record Relation(long oid, String name, String file, boolean foreignOrder) {
    String described() {
      return name + " (" + file + ")";
    }
  }

  private static boolean isAvailable(Statement statement) throws SQLException {
    return one(statement, "select 1 from pg_catalog.pg_available_extensions where name = 'amcheck'")
        != null;
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** The backup may have brought the extension along, old and in a schema of its choice. */
  private static String install(Statement statement) throws SQLException {
    statement.execute("create schema if not exists " + OWN_SCHEMA);
    statement.execute("create extension if not exists amcheck schema " + OWN_SCHEMA);
    statement.execute("alter extension amcheck update");
    return quoted(
        one(
            statement,
            """
            select n.nspname from pg_catalog.pg_extension x
              join pg_catalog.pg_namespace n on n.oid = x.extnamespace
            where x.extname = 'amcheck'
            """));
  }

  private static List<Relation> relations(Statement statement, String sql) throws SQLException {
    List<Relation> relations = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        relations.add(
            new Relation(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4)));
      }
    }
    return relations;
  }

  private void index(Connection connection, String schema, Relation index) {
    String sql = "select " + schema + ".bt_index_check(?::pg_catalog.oid::pg_catalog.regclass, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, index.oid());
      statement.setBoolean(2, heapAllIndexed);
      statement.execute();
    } catch (SQLException e) {
      if (index.foreignOrder() && AmCheckQueries.isDamage(e)) {
        notes.add(
            index.name()
                + " not proven: it is sorted by another version of its locale's rules, and fails by"
                + " this machine's; reindex it wherever it is restored to other than the source's"
                + " operating system");
      } else {
        judge(e, index.described());
      }
    }
  }

  private void table(Connection connection, String schema, Relation table) {
    String sql =
        "select blkno, offnum, msg from "
            + schema
            + ".verify_heapam(?::pg_catalog.oid::pg_catalog.regclass, check_toast => true) limit 5";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, table.oid());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          damages.add(
              new Damage(
                  table.described(),
                  "block %d, row %d: %s"
                      .formatted(row.getLong(1), row.getLong(2), row.getString(3))));
        }
      }
    } catch (SQLException e) {
      judge(e, table.described());
    }
  }

  private void judge(SQLException e, String object) {
    String said = SqlFailures.primaryMessage(e) + " (" + SqlFailures.sqlState(e) + ")";
    if (AmCheckQueries.isDamage(e)) {
      damages.add(new Damage(object, said));
    } else if (AmCheckQueries.isServers(e)) {
      throw new PostgresException(SqlFailures.classify(e, database, Side.SANDBOX), e);
    } else {
      notes.add(object + " not checked: " + said);
    }
  }
}
