package io.salvaguarda.postgres.session;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A transaction that exports its snapshot and is held open, so that the dump and the facts see the
 * same instant. It holds the tables' weakest lock, as pg_dump does: a TRUNCATE, which snapshots do
 * not hide, can then not come between counting and dumping. Close it after both have ended.
 */
public final class SnapshotSession implements AutoCloseable {
  private final Connection connection;
  private final ConnectionSpec spec;
  private final String snapshotId;
  private final Instant snapshotAt;
  private final ServerVersion server;
  private final List<SequenceState> sequences;

  private SnapshotSession(Connection connection, ConnectionSpec spec) throws SQLException {
    this.connection = connection;
    this.spec = spec;
    SessionSettings.begin(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_export_snapshot(), clock_timestamp()")) {
      row.next();
      this.snapshotId = row.getString(1);
      this.snapshotAt = row.getObject(2, OffsetDateTime.class).toInstant();
    }
    this.server = ServerVersion.of(connection);
    TableLocks.take(connection);
    // a sequence is not part of a snapshot: read before the dump, it can only be behind the dump
    this.sequences = SequenceState.readAll(connection);
  }

  /**
   * Connects, exports the snapshot and locks; every later failure of the source shows here first.
   */
  public static Outcome<SnapshotSession> open(ConnectionSpec spec) {
    try {
      Connection connection = PostgresConnections.open(spec);
      try {
        return Outcome.done(new SnapshotSession(connection, spec));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, spec, Side.SOURCE));
    }
  }

  public ConnectionSpec spec() {
    return spec;
  }

  /** For {@code SET TRANSACTION SNAPSHOT} and {@code pg_dump --snapshot}. */
  public String snapshotId() {
    return snapshotId;
  }

  /** By the source's clock. */
  public Instant snapshotAt() {
    return snapshotAt;
  }

  public ServerVersion server() {
    return server;
  }

  /** As they were when the snapshot was made. */
  public List<SequenceState> sequences() {
    return sequences;
  }

  /** What there is to read, to be shared out among several dumps. */
  public Outcome<TableSizes> tableSizes() {
    try {
      return Outcome.done(TableSizes.read(connection));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, spec, Side.SOURCE));
    }
  }

  /** False when the connection was lost: whoever has imported the snapshot may go on. */
  public boolean alive() {
    try {
      return connection.isValid(10);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // the server is gone, and the transaction with it
    }
  }
}
