package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Asks a server to stop what it does on another connection, as privately as that one is. */
final class CancelRequest {
  private static final int CODE = 80_877_102;

  private CancelRequest() {}

  static void send(ConnectionSpec spec, Login login) throws IOException {
    boolean overTls = login.wire().transport().certificate().isPresent();
    var tls = overTls ? Connector.Tls.REQUIRED : Connector.Tls.NEVER;
    int length = 4 * Integer.BYTES;
    try (Wire wire = new Wire(Connector.connect(spec, tls))) {
      wire.sendUntyped(
          ByteBuffer.allocate(length)
              .putInt(length)
              .putInt(CODE)
              .putInt(login.processId())
              .putInt(login.secret())
              .flip());
    }
  }
}
