package io.salvaguarda.postgres.facts;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.session.SequenceState;
import io.salvaguarda.postgres.session.SessionSettings;
import io.salvaguarda.postgres.session.SnapshotSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Counts a database on a connection of its own: beside the dump and through its snapshot on a
 * source, or plainly on a restored copy.
 */
public final class FactsCollector {
  private final ConnectionSpec spec;
  private final Side side;
  private final Optional<SnapshotSession> session;
  private final boolean checksums;
  private volatile Connection running;
  private volatile boolean cancelled;

  private FactsCollector(
      ConnectionSpec spec, Side side, Optional<SnapshotSession> session, boolean checksums) {
    this.spec = spec;
    this.side = side;
    this.session = session;
    this.checksums = checksums;
  }

  /**
   * Sees what the session's dump sees.
   *
   * @param checksums also a checksum per table: reads and hashes every row
   */
  public static FactsCollector ofSource(SnapshotSession session, boolean checksums) {
    return new FactsCollector(session.spec(), Side.SOURCE, Optional.of(session), checksums);
  }

  /** Sees the database as it is now. */
  public static FactsCollector ofCopy(ConnectionSpec spec, Side side, boolean checksums) {
    return new FactsCollector(spec, side, Optional.empty(), checksums);
  }

  /** Blocks until everything is counted; to be called once. */
  public Outcome<Facts> collect() {
    try (Connection connection = PostgresConnections.open(spec)) {
      running = connection;
      if (cancelled) { // while it was connecting: the other thread had nothing to abort yet
        return Outcome.failed(cancelled());
      }
      if (session.isPresent()) {
        SessionSettings.begin(connection, session.get().snapshotId());
      } else {
        SessionSettings.begin(connection);
      }
      List<SequenceState> sequences =
          session.isPresent() ? session.get().sequences() : SequenceState.readAll(connection);
      return Outcome.done(facts(connection, sequences));
    } catch (SQLException e) {
      return Outcome.failed(cancelled ? cancelled() : SqlFailures.classify(e, spec, side));
    }
  }

  private Facts facts(Connection connection, List<SequenceState> sequences) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    return new Facts(
        Facts.FORMAT_VERSION,
        connection.getMetaData().getDatabaseProductVersion(),
        DatabaseShapeReader.read(connection),
        catalog.schemas(),
        new RowCounter(connection, checksums).count(catalog.tables()),
        catalog.relations(),
        sequences,
        catalog.extensions(),
        catalog.roles(),
        catalog.objectCounts(),
        catalog.largeObjects(),
        checksums ? RowCounter.CHECKSUM_METHOD : null);
  }

  private static PostgresFailure cancelled() {
    return PostgresFailure.terminal(PostgresError.CANCELLED, "counting was cancelled", "None.");
  }

  /** Ends a collection that runs in another thread. */
  public void cancel() {
    cancelled = true;
    Connection connection = running;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        // it has ended already
      }
    }
  }
}
