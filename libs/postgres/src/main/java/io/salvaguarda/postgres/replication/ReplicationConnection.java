package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.session.ServerVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A connection that speaks the replication protocol. The spec's user needs REPLICATION and a line
 * for {@code replication} in pg_hba.conf; its database does not matter. Commands that fail throw a
 * {@link PostgresException}. One thread at a time; only {@link #cancel} may come from another one.
 */
public final class ReplicationConnection implements AutoCloseable {
  private static final int COMMAND_MILLIS = 60_000;

  private final ConnectionSpec spec;
  private final ReplicationFailures failures;
  private final Login login;
  private volatile boolean cancelled;

  private ReplicationConnection(ConnectionSpec spec, ReplicationFailures failures, Login login) {
    this.spec = spec;
    this.failures = failures;
    this.login = login;
    login.wire().timeoutMillis(COMMAND_MILLIS);
  }

  public static Outcome<ReplicationConnection> open(ConnectionSpec spec, Side side) {
    ReplicationFailures failures = new ReplicationFailures(spec, side);
    try {
      return Outcome.done(new ReplicationConnection(spec, failures, Login.open(spec)));
    } catch (IOException e) {
      return Outcome.failed(failures.of(e));
    }
  }

  public SystemIdentity identify() {
    return ask(
        "IDENTIFY_SYSTEM", row -> new SystemIdentity(row.text(0), row.timeline(1), row.lsn(2)));
  }

  public ServerVersion serverVersion() {
    String full = wire().serverVersion().orElse("");
    String digits = full.replaceFirst("[^0-9].*", "");
    if (digits.isEmpty() || digits.length() > 3) {
      throw failed(new ProtocolException("the server does not tell its version"));
    }
    return new ServerVersion(Integer.parseInt(digits), full);
  }

  public int walSegmentBytes() {
    return ask("SHOW wal_segment_size", row -> WalSegmentSize.parse(row.text(0)));
  }

  /** Whether the cluster was made with page checksums. */
  public boolean dataChecksums() {
    return ask("SHOW data_checksums", row -> row.text(0).equals("on"));
  }

  /**
   * @param timeline 2 or more
   */
  public TimelineHistory timelineHistory(int timeline) {
    return ask(
        "TIMELINE_HISTORY " + Integer.toUnsignedString(timeline),
        row -> new TimelineHistory(timeline, row.text(0), row.bytes(1)));
  }

  interface Reading<T> {
    T of(Row row) throws IOException;
  }

  /** A command that is answered by one row. */
  private <T> T ask(String command, Reading<T> reading) {
    try {
      List<Row> rows = command(command);
      if (rows.size() != 1) {
        throw new ProtocolException("the server did not answer " + command);
      }
      return reading.of(rows.getFirst());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  List<Row> command(String command) throws IOException {
    wire().query(command);
    return Row.untilReady(wire());
  }

  Wire wire() {
    return login.wire();
  }

  /** What to throw for it; after a cancellation everything is its consequence. */
  PostgresException failed(IOException e) {
    return new PostgresException(failure(e), e);
  }

  PostgresFailure failure(IOException e) {
    return cancelled || Thread.currentThread().isInterrupted()
        ? ReplicationFailures.cancelled("work on the replication connection")
        : failures.of(e);
  }

  /**
   * Ends what runs on the connection, and the connection; from any thread. The server is asked to
   * stop, because one that waits for a checkpoint would not notice that nobody listens.
   */
  public void cancel() {
    if (cancelled) {
      disconnect();
      return;
    }
    cancelled = true;
    // an interrupted thread could not connect
    boolean interrupted = Thread.interrupted();
    try {
      CancelRequest.send(spec, login);
    } catch (IOException e) {
      // best effort: the server notices at its next write at the latest
    } finally {
      disconnect();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** After a failure; what the server may still be at is stopped when it was our doing. */
  void abandon() {
    if (Thread.currentThread().isInterrupted()) {
      cancel();
    } else {
      close();
    }
  }

  private void disconnect() {
    try {
      wire().close();
    } catch (IOException e) {
      // nothing is lost: the connection is not used any more
    }
  }

  /** Says good-bye, if the server still listens. */
  @Override
  public void close() {
    try {
      wire().send('X', ByteBuffer.allocate(0));
    } catch (IOException e) {
      // it is gone already
    } finally {
      disconnect();
    }
  }
}
