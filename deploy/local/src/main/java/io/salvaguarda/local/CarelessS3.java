package io.salvaguarda.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an S3 server must not be: it takes whatever it is sent, has never heard of conditions, and
 * keeps nothing. For tests of what is refused; {@link S3Server} is the real one.
 */
public final class CarelessS3 implements AutoCloseable {
  private final HttpServer http;
  private final List<String> written = new CopyOnWriteArrayList<>();

  /** Listens on a port of 127.0.0.1. */
  public CarelessS3() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** The paths of all objects that it was told to store. */
  public List<String> written() {
    return List.copyOf(written);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("ETag", "\"x\"");
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          written.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
        }
        case "DELETE" -> exchange.sendResponseHeaders(204, -1);
        default -> exchange.sendResponseHeaders(403, -1);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
