package io.salvaguarda.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.salvaguarda.config.Network;
import io.salvaguarda.local.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom notices are given to. */
class HttpsTrustTest {

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpsServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aReceiverThatNobodyVouchesForGetsNothing() throws IOException {
    serve("IP:127.0.0.1");

    assertThat(((HttpAnswer.Unanswered) post(Optional.empty())).why())
        .contains("SSLHandshakeException");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aReceiverThatAnAuthorityOfOurOwnVouchesForIsTrusted() throws IOException {
    Tls receiver = serve("IP:127.0.0.1");

    assertThat(post(Optional.of(receiver.certificate())))
        .isEqualTo(new HttpAnswer.Answered(204, Optional.empty(), ""));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aTrustedCertificateOfAnotherReceiverIsOfNoUse() throws IOException {
    Tls other = serve("DNS:hooks.example.org,IP:192.0.2.1");

    assertThat(((HttpAnswer.Unanswered) post(Optional.of(other.certificate()))).why())
        .contains("SSLPeerUnverifiedException");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aFileThatHoldsNoCertificateIsFoundAtStart() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path missing = folder.resolve("missing.pem");

    for (Path wrong : List.of(empty, missing)) {
      assertThatThrownBy(() -> new OutgoingHttp(settings(Optional.of(wrong))))
          .hasMessageContainingAll("salvaguarda.http.ca-certificate", wrong.toString());
    }
  }

  private Tls serve(String names) throws IOException {
    Tls tls = Tls.in(folder.resolve("tls"), names);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.serverContext()));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return tls;
  }

  private HttpAnswer post(Optional<Path> caCertificate) {
    return new OutgoingHttp(settings(caCertificate))
        .send(
            new OutgoingRequest(
                URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
                Map.of(),
                Optional.of(new OutgoingRequest.Body("text/plain; charset=utf-8", "news")),
                List.of(Network.of("127.0.0.0/8")),
                List.of()));
  }

  private static OutgoingSettings settings(Optional<Path> caCertificate) {
    return new OutgoingSettings() {
      @Override
      public Duration patience() {
        return Duration.ofSeconds(5);
      }

      @Override
      public Duration deadline() {
        return Duration.ofSeconds(10);
      }

      @Override
      public Optional<Path> caCertificate() {
        return caCertificate;
      }
    };
  }
}
