package io.salvaguarda.postgres.facts;

import io.salvaguarda.postgres.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts each table exactly, without the tables that inherit from it. */
final class RowCounter {
  /**
   * The sum of all rows' 64-bit hashes does not depend on their order, and a row that comes twice
   * counts twice. A row is hashed as text, which the session's settings make the same everywhere.
   */
  static final String CHECKSUM_METHOD = "sum-hashtextextended-1";

  /** A row whose text is longer than PostgreSQL can build has no checksum. */
  private static final String TOO_LONG = "54000";

  private final Connection connection;
  private final boolean checksums;

  RowCounter(Connection connection, boolean checksums) {
    this.connection = connection;
    this.checksums = checksums;
  }

  List<Facts.Table> count(List<Facts.Table> tables) throws SQLException {
    List<Facts.Table> counted = new ArrayList<>(tables.size());
    for (Facts.Table table : tables) {
      counted.add(checksums ? checksummed(table) : counted(table));
    }
    return counted;
  }

  private Facts.Table counted(Facts.Table table) throws SQLException {
    return read(table, "select pg_catalog.count(*), null from only " + quoted(table));
  }

  private Facts.Table checksummed(Facts.Table table) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return read(
          table,
          """
          select pg_catalog.count(*), coalesce(pg_catalog.sum(
            pg_catalog.hashtextextended((salvaguarda_row.*)::text collate "C", 0)), 0)::text
          from only %s as salvaguarda_row
          """
              .formatted(quoted(table)));
    } catch (SQLException e) {
      if (!TOO_LONG.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return counted(table);
    }
  }

  private Facts.Table read(Facts.Table table, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Facts.Table(
          table.schema(), table.name(), table.oid(), row.getLong(1), row.getString(2));
    }
  }

  private static String quoted(Facts.Table table) {
    return Identifiers.quoted(table.schema()) + "." + Identifiers.quoted(table.name());
  }
}
