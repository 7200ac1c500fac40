package io.salvaguarda.restore.testing;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.replication.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A table that one transaction after the other adds a row to, and what is known of each. */
public final class Ledger {

  private static final String CREATE =
      "create table if not exists ledger (id int primary key, filling text)";

  /**
   * @param xid of the transaction that wrote it
   * @param after a position behind its commit and before the next one
   */
  public record Entry(int id, long xid, Lsn after) {}

  private final PhysicalSource source;
  private final List<Entry> entries = new ArrayList<>();

  public Ledger(PhysicalSource source) {
    this.source = source;
    source.execute(CREATE);
  }

  /** Adds rows, with some WAL between them. */
  public void write(int rows) {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < rows; i++) {
        entries.add(add(statement, entries.size() + 1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Entry add(Statement statement, int id) throws SQLException {
    String insert =
        "insert into ledger values (%d, repeat(md5('%d'), 50)) returning txid_current()";
    long xid = number(statement, insert.formatted(id, id));
    try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
      row.next();
      return new Entry(id, xid, Lsn.parse(row.getString(1)));
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public Entry last() {
    return entries.getLast();
  }

  /** When each row was committed, by its id less one: as WAL has it, to the microsecond. */
  public List<Instant> commits() {
    List<Instant> commits = new ArrayList<>();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_xact_commit_timestamp(xmin) from ledger order by id")) {
      while (row.next()) {
        commits.add(row.getObject(1, OffsetDateTime.class).toInstant());
      }
      return commits;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The rows of a copy: their number, when they are the first ones without a gap; else -1. */
  public static int rowsIn(ConnectionSpec copy) {
    String query =
        "select case when count(*) = coalesce(max(id), 0) then count(*) else -1 end from ledger";
    try (Connection connection = PostgresConnections.open(copy);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
