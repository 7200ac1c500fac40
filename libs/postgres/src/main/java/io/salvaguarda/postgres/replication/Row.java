package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of a command's answer.
 *
 * @param values empty ones are NULL
 */
record Row(List<Optional<byte[]>> values) {
  private static final int MOST_ROWS = 100_000;
  private static final int MOST_BYTES = 16 << 20;

  /** The rows of all answers to a command, up to the server's word that it is ready for another. */
  static List<Row> untilReady(Wire wire) throws IOException {
    try {
      return read(wire, 'Z');
    } catch (ServerRefusal refusal) {
      if (!refusal.fatal()) {
        read(wire, 'Z');
      }
      throw refusal;
    }
  }

  /** The rows of the next answer, where more follow that are not rows. */
  static List<Row> ofOneAnswer(Wire wire) throws IOException {
    return read(wire, 'C');
  }

  private static List<Row> read(Wire wire, char last) throws IOException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    for (char type = wire.next(); type != last; type = wire.next()) {
      switch (type) {
        case 'T', 'C' -> {}
        case 'D' -> {
          bytes += wire.remaining();
          if (bytes > MOST_BYTES || rows.size() == MOST_ROWS) {
            throw new ProtocolException("the server's answer has no end");
          }
          rows.add(parse(wire.body()));
        }
        default -> throw ProtocolException.unexpected(type);
      }
    }
    return rows;
  }

  private static Row parse(MessageBody body) throws ProtocolException {
    List<Optional<byte[]>> values = new ArrayList<>();
    for (int left = body.int16(); left > 0; left--) {
      int length = body.int32();
      values.add(length < 0 ? Optional.empty() : Optional.of(body.bytes(length)));
    }
    return new Row(values);
  }

  boolean isNull(int column) {
    return column >= values.size() || values.get(column).isEmpty();
  }

  byte[] bytes(int column) throws ProtocolException {
    if (isNull(column)) {
      throw new ProtocolException("the server's answer lacks a value");
    }
    return values.get(column).orElseThrow();
  }

  String text(int column) throws ProtocolException {
    return new String(bytes(column), StandardCharsets.UTF_8);
  }

  long number(int column) throws ProtocolException {
    try {
      return Long.parseLong(text(column));
    } catch (NumberFormatException e) {
      throw new ProtocolException("the server's answer has no number where one belongs");
    }
  }

  /** A timeline's number: the protocol sends it as four bytes or as eight. */
  int timeline(int column) throws ProtocolException {
    return (int) number(column);
  }

  Lsn lsn(int column) throws ProtocolException {
    try {
      return Lsn.parse(text(column));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("the server's answer has no WAL position where one belongs");
    }
  }
}
