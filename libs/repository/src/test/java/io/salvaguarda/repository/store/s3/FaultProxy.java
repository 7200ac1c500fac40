package io.salvaguarda.repository.store.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Stands before an S3 server, passes requests on as they are, and does harm when told to. */
final class FaultProxy implements AutoCloseable {

  /** One request that passed, or met a fault. */
  record Seen(String method, String path, Headers headers) {}

  /** What to do with one request in place of passing it on. */
  interface Fault {
    void meet(HttpExchange exchange, FaultProxy proxy) throws IOException;
  }

  private record Trap(String method, String inQuery, Fault fault) {
    boolean catches(HttpExchange exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      return method.equals(exchange.getRequestMethod())
          && (inQuery.isEmpty() || (query != null && query.contains(inQuery)));
    }
  }

  private final URI server;
  private final HttpServer http;
  private final OkHttpClient client = new OkHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Trap> traps = new ConcurrentLinkedQueue<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  FaultProxy(URI server) {
    this.server = server;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** The requests with the method, in their order. */
  List<Seen> seen(String method) {
    return seen.stream().filter(s -> s.method.equals(method)).toList();
  }

  /** No request meets a fault any more. */
  void forget() {
    traps.clear();
  }

  /** The next request with the method meets the fault. */
  void next(String method, Fault fault) {
    traps.add(new Trap(method, "", fault));
  }

  /** The next list of objects meets the fault. */
  void nextList(Fault fault) {
    traps.add(new Trap("GET", "list-type=2", fault));
  }

  /** The next requests with the method meet the fault. */
  void next(int count, String method, Fault fault) {
    for (int i = 0; i < count; i++) {
      next(method, fault);
    }
  }

  int trapsLeft() {
    return traps.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Headers.Builder headers = new Headers.Builder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    String method = exchange.getRequestMethod();
    seen.add(new Seen(method, exchange.getRequestURI().toString(), headers.build()));
    Optional<Trap> trap = traps.stream().filter(t -> t.catches(exchange)).findFirst();
    try (exchange) {
      if (trap.isPresent() && traps.remove(trap.get())) {
        trap.get().fault.meet(exchange, this);
      } else {
        answer(exchange, pass(exchange));
      }
    }
  }

  /** The server's answer, its body in memory. */
  record Answer(int status, Headers headers, byte[] body) {}

  Answer pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    Request.Builder request =
        new Request.Builder()
            .url(server.resolve(exchange.getRequestURI().getRawPath()) + query(exchange))
            .method(method, method.equals("PUT") ? RequestBody.create(body, null) : null);
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.headers(), response.body().bytes());
    }
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : "?" + query;
  }

  static void answer(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers.forEach(
        header -> {
          if (!header.getFirst().equalsIgnoreCase("Content-Length")
              && !header.getFirst().equalsIgnoreCase("Transfer-Encoding")) {
            exchange.getResponseHeaders().add(header.getFirst(), header.getSecond());
          }
        });
    if (exchange.getRequestMethod().equals("HEAD")) {
      String length = answer.headers.get("Content-Length");
      if (length != null) {
        exchange.getResponseHeaders().add("Content-Length", length);
      }
      exchange.sendResponseHeaders(answer.status, -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
    exchange.getResponseBody().write(answer.body);
  }

  /** Waits until the test is over: to the client, a server that says nothing. */
  void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    http.stop(0);
    threads.shutdownNow();
    client.dispatcher().executorService().shutdownNow();
    client.connectionPool().evictAll();
  }
}
