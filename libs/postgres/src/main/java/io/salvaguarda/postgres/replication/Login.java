package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.SslMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A connection whose server has let the user in, ready for the first command.
 *
 * @param processId together with the secret, what a request to cancel names
 */
record Login(Wire wire, int processId, int secret) {
  private static final int PROTOCOL_3 = 3 << 16;
  private static final int LOGIN_MILLIS = 30_000;
  private static final String REFUSED = "28000";

  /** As libpq and the driver read sslmode: allow and prefer go over to the other way once. */
  static Login open(ConnectionSpec spec) throws IOException {
    return switch (spec.overUnixSocket() ? SslMode.DISABLE : spec.sslMode()) {
      case DISABLE -> open(spec, Connector.Tls.NEVER);
      case ALLOW -> openEither(spec, Connector.Tls.NEVER, Connector.Tls.REQUIRED);
      case PREFER -> openEither(spec, Connector.Tls.IF_OFFERED, Connector.Tls.NEVER);
      case REQUIRE, VERIFY_CA, VERIFY_FULL -> open(spec, Connector.Tls.REQUIRED);
    };
  }

  private static Login openEither(ConnectionSpec spec, Connector.Tls first, Connector.Tls second)
      throws IOException {
    try {
      return open(spec, first);
    } catch (ServerRefusal refusal) {
      if (!refusal.state().equals(REFUSED)) {
        throw refusal;
      }
      try {
        return open(spec, second);
      } catch (IOException e) {
        refusal.addSuppressed(e);
        throw refusal;
      }
    }
  }

  private static Login open(ConnectionSpec spec, Connector.Tls tls) throws IOException {
    Wire wire = new Wire(Connector.connect(spec, tls));
    try {
      wire.timeoutMillis(LOGIN_MILLIS);
      wire.sendUntyped(startup(spec.user()));
      new Authentication(wire, spec).run();
      return ready(wire);
    } catch (IOException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  private static ByteBuffer startup(String user) {
    List<String> parameters =
        List.of(
            "user", user,
            "replication", "true",
            "application_name", "salvaguarda",
            "client_encoding", "UTF8");
    byte[] text = (String.join("\0", parameters) + "\0\0").getBytes(StandardCharsets.UTF_8);
    int length = 2 * Integer.BYTES + text.length;
    return ByteBuffer.allocate(length).putInt(length).putInt(PROTOCOL_3).put(text).flip();
  }

  private static Login ready(Wire wire) throws IOException {
    int processId = 0;
    int secret = 0;
    for (char type = wire.next(); type != 'Z'; type = wire.next()) {
      if (type == 'K') {
        MessageBody key = wire.body();
        processId = key.int32();
        secret = key.int32();
      } else if (type != 'v') {
        throw ProtocolException.unexpected(type);
      }
    }
    return new Login(wire, processId, secret);
  }
}
