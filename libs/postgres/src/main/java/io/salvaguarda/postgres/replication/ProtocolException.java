package io.salvaguarda.postgres.replication;

import java.io.IOException;

/** The server, or whoever answers in its place, said what the protocol does not allow here. */
final class ProtocolException extends IOException {
  ProtocolException(String message) {
    super(message);
  }

  static ProtocolException unexpected(char type) {
    return new ProtocolException(
        "the server sent an unexpected message (type 0x%02x)".formatted((int) type));
  }
}
