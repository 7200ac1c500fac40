package io.salvaguarda.postgres.replication;

import java.io.IOException;

/** An ErrorResponse. Detail and hint are left out, as everywhere: they may hold data. */
final class ServerRefusal extends IOException {
  private final String state;
  private final boolean fatal;

  private ServerRefusal(String state, boolean fatal, String message) {
    super(message);
    this.state = state;
    this.fatal = fatal;
  }

  static ServerRefusal parse(MessageBody body) throws ProtocolException {
    String state = "XX000";
    String message = "no message";
    String severity = "FATAL";
    for (byte field = body.int8(); field != 0; field = body.int8()) {
      String value = body.text();
      switch (field) {
        case 'C' -> state = value;
        case 'M' -> message = value;
        case 'V' -> severity = value;
        default -> {}
      }
    }
    return new ServerRefusal(state, !severity.equals("ERROR"), message);
  }

  /** The five characters of the SQLSTATE. */
  String state() {
    return state;
  }

  /** Whether the server closes the connection. */
  boolean fatal() {
    return fatal;
  }
}
