package io.salvaguarda.postgres.replication;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.util.TlsServerEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * SCRAM-SHA-256, bound to the TLS connection where the server offers it. Neither side learns the
 * password from it, and both prove that they know it.
 */
final class Scram {
  /** A hostile server could ask for hours of work. */
  private static final int MOST_ITERATIONS = 1_000_000;

  private final ScramClient client;
  private boolean verified;

  private Scram(ScramClient client) {
    this.client = client;
  }

  static Scram choose(List<String> offered, String password, Optional<X509Certificate> server)
      throws IOException {
    try {
      // the server takes the user's name from the start-up message
      var builder =
          ScramClient.builder()
              .advertisedMechanisms(offered)
              .username("*")
              .password(password.toCharArray())
              .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION);
      if (server.isPresent()) {
        byte[] binding = TlsServerEndpoint.getChannelBindingData(server.get());
        if (binding.length > 0) {
          builder.channelBinding(TlsServerEndpoint.TLS_SERVER_END_POINT, binding);
        }
      }
      return new Scram(builder.build());
    } catch (IllegalArgumentException | CertificateEncodingException e) {
      throw new LoginException("no common way to log in with the server, which offers " + offered);
    }
  }

  String mechanism() {
    return client.getScramMechanism().getName();
  }

  byte[] first() {
    return client.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] answer(byte[] serverFirst) throws IOException {
    try {
      var challenge = client.serverFirstMessage(new String(serverFirst, StandardCharsets.UTF_8));
      if (challenge.getIterationCount() > MOST_ITERATIONS) {
        throw new ProtocolException("the server asks for too many SCRAM iterations");
      }
      return client.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8);
    } catch (ScramException | IllegalArgumentException | IllegalStateException e) {
      throw misunderstood(e);
    }
  }

  void verify(byte[] serverFinal) throws IOException {
    try {
      client.serverFinalMessage(new String(serverFinal, StandardCharsets.UTF_8));
      verified = true;
    } catch (ScramException | IllegalArgumentException | IllegalStateException e) {
      throw misunderstood(e);
    }
  }

  private static IOException misunderstood(Exception e) {
    return (IOException)
        new ProtocolException("the server's part of the SCRAM login is wrong").initCause(e);
  }

  /** Whether the server has proven itself. */
  boolean verified() {
    return verified;
  }
}
