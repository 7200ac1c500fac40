package io.salvaguarda.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A real HTTP server that answers as the services do, all four at one port. */
final class SpokenServices implements AutoCloseable {
  record Answer(int status, String body) {}

  /** A request as it came. */
  record Request(String line, String query, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  SpokenServices() throws IOException {
    start(0);
  }

  private void start(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    requests.add(
        new Request(
            line,
            String.valueOf(exchange.getRequestURI().getRawQuery()),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Answer answer =
        answers
            .getOrDefault(line, () -> new Answer(404, "{\"detail\":\"nothing at " + line + "\"}"))
            .get();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Answers 200; every apostrophe is a quotation mark. */
  SpokenServices on(String request, String body) {
    return on(request, 200, body);
  }

  SpokenServices on(String request, int status, String body) {
    return on(request, () -> new Answer(status, body.replace('\'', '"')));
  }

  SpokenServices on(String request, Supplier<Answer> answer) {
    answers.put(request, answer);
    return this;
  }

  Request last(String line) {
    return requests.stream().filter(r -> r.line().equals(line)).reduce((a, b) -> b).orElseThrow();
  }

  int count(String line) {
    return (int) requests.stream().filter(r -> r.line().equals(line)).count();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  void startAgain() {
    try {
      start(server.getAddress().getPort());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
