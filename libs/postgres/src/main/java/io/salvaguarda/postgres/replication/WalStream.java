package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The WAL of one timeline, as the server writes it. One thread reads; {@link #confirm} and {@link
 * #cancel} may come from others. The server ends a stream that it hears nothing from for its
 * wal_sender_timeout (60 s): read or confirm more often. It also does not shut down before what it
 * sent is confirmed as flushed.
 *
 * <p>Waiting holds the thread's carrier: read on a platform thread.
 */
public final class WalStream implements AutoCloseable {

  public sealed interface Message {}

  /**
   * @param at where the first byte belongs; each message begins where the one before ended
   * @param bytes at most a few hundred KiB, not aligned to anything
   */
  public record Wal(Lsn at, byte[] bytes) implements Message {
    public Lsn end() {
      return at.plus(bytes.length);
    }
  }

  /**
   * Nothing new at the moment.
   *
   * @param serverEnd how far the server's WAL goes, as it said last
   */
  public record Idle(Lsn serverEnd) implements Message {}

  /**
   * The last message: the server went over to another timeline. Go on with a stream of that one
   * from the beginning of the segment that holds {@code switchedAt}.
   */
  public record TimelineEnded(int nextTimeline, Lsn switchedAt) implements Message {}

  private final ConnectionSpec spec;
  private final ReplicationConnection connection;
  private final ReplicationFailures failures;
  private final SystemIdentity identity;
  private final int walSegmentBytes;
  private final WalConversation conversation;
  private volatile boolean cancelled;

  private WalStream(
      ConnectionSpec spec,
      ReplicationConnection connection,
      Optional<String> slot,
      Lsn from,
      int timeline)
      throws IOException {
    this.spec = spec;
    this.connection = connection;
    this.failures = new ReplicationFailures(spec, Side.SOURCE);
    this.identity = connection.identify();
    this.walSegmentBytes = connection.walSegmentBytes();
    this.conversation = WalConversation.begin(connection.wire(), slot, from, timeline);
  }

  /**
   * @param slot a physical one that is there already; it keeps what is not confirmed
   * @param from any position; the beginning of a segment for whoever writes segments
   * @param timeline whose WAL is wanted; may be an older one
   */
  public static Outcome<WalStream> start(
      ConnectionSpec spec, Optional<String> slot, Lsn from, int timeline) {
    slot.ifPresent(ReplicationSlots::requireName);
    return Outcome.of(
        () -> {
          var connection = ReplicationConnection.open(spec, Side.SOURCE).orThrow();
          try {
            return new WalStream(spec, connection, slot, from, timeline);
          } catch (IOException e) {
            connection.close();
            throw new PostgresException(new ReplicationFailures(spec, Side.SOURCE).ofStream(e), e);
          } catch (RuntimeException e) {
            connection.close();
            throw e;
          }
        });
  }

  /** The server's, when the stream started. */
  public SystemIdentity identity() {
    return identity;
  }

  public int walSegmentBytes() {
    return walSegmentBytes;
  }

  /** Asked over a connection of its own, so also in mid-stream. */
  public TimelineHistory history(int timeline) {
    try (var other = ReplicationConnection.open(spec, Side.SOURCE).orThrow()) {
      return other.timelineHistory(timeline);
    }
  }

  /**
   * The next message; {@link Idle} when there is none in that time. Throws a {@link
   * PostgresException} when the stream broke: everything confirmed stays so.
   */
  public Message read(Duration atMost) {
    try {
      return conversation.read(atMost);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Tells the server, at once, how far things are here.
   *
   * @param flushed what survives anything here: the slot lets go of the WAL before it
   */
  public void confirm(Lsn written, Lsn flushed) {
    try {
      conversation.confirm(written, flushed);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private PostgresException failed(IOException e) {
    PostgresFailure failure =
        cancelled || Thread.currentThread().isInterrupted()
            ? ReplicationFailures.cancelled("stream of WAL")
            : failures.ofStream(e);
    return new PostgresException(failure, e);
  }

  /** Ends the stream; from any thread. */
  public void cancel() {
    cancelled = true;
    connection.close();
  }

  @Override
  public void close() {
    connection.close();
  }
}
