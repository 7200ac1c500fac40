package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import java.time.Duration;
import java.util.Optional;

/**
 * The WAL of one timeline, as the server writes it. One thread reads; {@link #confirm} and {@link
 * #cancel} may come from others. The server ends a stream that it hears nothing from for its
 * wal_sender_timeout (60 s): read or confirm more often. It also does not shut down before what it
 * sent is confirmed as flushed.
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

  /**
   * @param slot a physical one that is there already; it keeps what is not confirmed
   * @param from any position; the beginning of a segment for whoever writes segments
   * @param timeline whose WAL is wanted; may be an older one
   */
  public static Outcome<WalStream> start(
      ConnectionSpec spec, Optional<String> slot, Lsn from, int timeline) {
    throw new UnsupportedOperationException();
  }

  /** The server's, when the stream started. */
  public SystemIdentity identity() {
    throw new UnsupportedOperationException();
  }

  public int walSegmentBytes() {
    throw new UnsupportedOperationException();
  }

  /** Asked over a connection of its own, so also in mid-stream. */
  public TimelineHistory history(int timeline) {
    throw new UnsupportedOperationException();
  }

  /**
   * The next message; {@link Idle} when there is none in that time. Throws a {@link
   * PostgresException} when the stream broke: everything confirmed stays so.
   */
  public Message read(Duration atMost) {
    throw new UnsupportedOperationException();
  }

  /**
   * Tells the server, at once, how far things are here.
   *
   * @param flushed what survives anything here: the slot lets go of the WAL before it
   */
  public void confirm(Lsn written, Lsn flushed) {
    throw new UnsupportedOperationException();
  }

  /** Ends the stream; from any thread. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
