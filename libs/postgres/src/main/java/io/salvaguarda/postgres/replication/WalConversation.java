package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.replication.WalStream.Idle;
import io.salvaguarda.postgres.replication.WalStream.Message;
import io.salvaguarda.postgres.replication.WalStream.TimelineEnded;
import io.salvaguarda.postgres.replication.WalStream.Wal;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What is said on a connection that streams WAL, until the timeline's end. */
final class WalConversation {
  private static final int SILENCE_MILLIS = 30_000;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int STATUS_BYTES = 34;

  private record Progress(Lsn written, Lsn flushed) {}

  private final Wire wire;
  private Lsn expected;
  private Lsn serverEnd;
  private TimelineEnded ended;
  private long heardAt = System.nanoTime();
  private boolean asked;
  private volatile Progress progress = new Progress(Lsn.ZERO, Lsn.ZERO);

  private WalConversation(Wire wire, Lsn from) {
    this.wire = wire;
    this.expected = from;
    this.serverEnd = from;
  }

  static WalConversation begin(Wire wire, Optional<String> slot, Lsn from, int timeline)
      throws IOException {
    wire.query(
        "START_REPLICATION "
            + slot.map(name -> "SLOT " + name + " ").orElse("")
            + ("PHYSICAL " + from + " TIMELINE " + Integer.toUnsignedString(timeline)));
    WalConversation conversation = new WalConversation(wire, from);
    char type = wire.next();
    if (type == 'T') {
      // asked for the very end of an older timeline: there is nothing to copy
      conversation.ended = timelineEnd(Row.untilReady(wire));
    } else if (type != 'W') {
      throw ProtocolException.unexpected(type);
    }
    return conversation;
  }

  Message read(Duration atMost) throws IOException {
    if (ended != null) {
      return ended;
    }
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      if (wire.await((int) Math.min(millis, SILENCE_MILLIS))) {
        heardAt = System.nanoTime();
        asked = false;
        return message();
      }
      askWhetherAlive();
      if (System.nanoTime() - end >= 0) {
        return new Idle(serverEnd);
      }
    }
  }

  /** A server in good health answers at once; keep-alive alone would take minutes to tell. */
  private void askWhetherAlive() throws IOException {
    if (System.nanoTime() - heardAt < Duration.ofMillis(SILENCE_MILLIS).toNanos()) {
      return;
    }
    if (asked) {
      throw new SocketTimeoutException("the server has not answered for a minute");
    }
    send(true);
    asked = true;
    heardAt = System.nanoTime();
  }

  private Message message() throws IOException {
    char type = wire.next();
    return switch (type) {
      case 'd' -> data();
      case 'c' -> {
        wire.send('c', ByteBuffer.allocate(0));
        ended = timelineEnd(Row.untilReady(wire));
        yield ended;
      }
      case 'C' -> throw new EOFException("the server is shutting down");
      default -> throw ProtocolException.unexpected(type);
    };
  }

  private Message data() throws IOException {
    byte kind = wire.int8();
    return switch (kind) {
      case 'w' -> {
        Lsn at = new Lsn(wire.int64());
        Lsn end = new Lsn(wire.int64());
        wire.int64(); // the server's clock
        yield wal(at, end, wire.bytes());
      }
      case 'k' -> {
        serverEnd = new Lsn(wire.int64());
        wire.int64();
        if (wire.int8() != 0) {
          send(false);
        }
        yield new Idle(serverEnd);
      }
      default -> throw new ProtocolException("the server sent an unknown part of the WAL");
    };
  }

  /** Whoever writes segments relies on it that nothing is left out. */
  private Wal wal(Lsn at, Lsn end, byte[] bytes) throws ProtocolException {
    if (!at.equals(expected)) {
      throw new ProtocolException(
          "the server sent WAL of " + at + " where " + expected + " belongs");
    }
    Wal wal = new Wal(at, bytes);
    expected = wal.end();
    serverEnd = end.isBefore(expected) ? expected : end;
    return wal;
  }

  private static TimelineEnded timelineEnd(List<Row> rows) throws ProtocolException {
    if (rows.size() != 1) {
      throw new ProtocolException("the server ended the stream without naming the next timeline");
    }
    return new TimelineEnded(rows.getFirst().timeline(0), rows.getFirst().lsn(1));
  }

  void confirm(Lsn written, Lsn flushed) throws IOException {
    progress = new Progress(written, flushed);
    send(false);
  }

  private void send(boolean answerWanted) throws IOException {
    Progress now = progress;
    wire.send(
        'd',
        ByteBuffer.allocate(STATUS_BYTES)
            .put((byte) 'r')
            .putLong(now.written().value())
            .putLong(now.flushed().value())
            .putLong(Lsn.ZERO.value()) // nothing is applied here
            .putLong(ChronoUnit.MICROS.between(EPOCH, Instant.now()))
            .put((byte) (answerWanted ? 1 : 0))
            .flip());
  }
}
