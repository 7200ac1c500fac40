package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.session.ServerVersion;

/**
 * A connection that speaks the replication protocol. The spec's user needs REPLICATION and a line
 * for {@code replication} in pg_hba.conf; its database does not matter. Commands that fail throw a
 * {@link PostgresException}. One thread at a time; only {@link #cancel} may come from another one.
 */
public final class ReplicationConnection implements AutoCloseable {

  public static Outcome<ReplicationConnection> open(ConnectionSpec spec, Side side) {
    throw new UnsupportedOperationException();
  }

  public SystemIdentity identify() {
    throw new UnsupportedOperationException();
  }

  public ServerVersion serverVersion() {
    throw new UnsupportedOperationException();
  }

  public int walSegmentBytes() {
    throw new UnsupportedOperationException();
  }

  /** Whether the cluster was made with page checksums. */
  public boolean dataChecksums() {
    throw new UnsupportedOperationException();
  }

  /**
   * @param timeline 2 or more
   */
  public TimelineHistory timelineHistory(int timeline) {
    throw new UnsupportedOperationException();
  }

  /** Ends what runs on the connection, and the connection; from any thread. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
