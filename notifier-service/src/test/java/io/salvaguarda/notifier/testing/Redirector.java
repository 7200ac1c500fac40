package io.salvaguarda.notifier.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Sends every request elsewhere: 308, which a careless client would follow with its body. */
final class Redirector implements AutoCloseable {

  private final HttpServer server;

  private Redirector(HttpServer server) {
    this.server = server;
  }

  static Redirector to(URI target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            exchange.sendResponseHeaders(308, -1);
            exchange.close();
          });
      server.start();
      return new Redirector(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/here");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
