package io.salvaguarda.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server in this JVM that records every request and answers 204, or what it was told. */
public final class WebhookReceiver implements AutoCloseable {
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ReceivedWebhook> received = new CopyOnWriteArrayList<>();
  private final Queue<WebhookAnswer> next = new ConcurrentLinkedQueue<>();
  private volatile WebhookAnswer usual = WebhookAnswer.accepted();

  private WebhookReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Starts a receiver on a free port of 127.0.0.1. */
  public static WebhookReceiver start() {
    return start(Ports.free());
  }

  /** Starts a receiver on this port, to come back where another was closed. */
  public static WebhookReceiver start(int port) {
    try {
      return new WebhookReceiver(port);
    } catch (IOException e) {
      throw new StartFailed("cannot listen on port " + port, e);
    }
  }

  /** The URL of a path of this receiver; every path is accepted. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** All requests so far, oldest first, however they were answered. */
  public List<ReceivedWebhook> received() {
    return List.copyOf(received);
  }

  /** Answers every request like this from now on, unless {@link #answerNext} says otherwise. */
  public void answerWith(WebhookAnswer answer) {
    usual = answer;
  }

  /** Answers the next requests like this, one each, before the usual answer. */
  public void answerNext(WebhookAnswer... answers) {
    next.addAll(List.of(answers));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new ReceivedWebhook(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
            body,
            Instant.now()));
    WebhookAnswer told = next.poll();
    answer(exchange, told == null ? usual : told);
  }

  private static void answer(HttpExchange exchange, WebhookAnswer answer) throws IOException {
    switch (answer) {
      case WebhookAnswer.Status status -> {
        status
            .retryAfter()
            .ifPresent(
                time ->
                    exchange
                        .getResponseHeaders()
                        .set("Retry-After", String.valueOf(time.toSeconds())));
        exchange.sendResponseHeaders(status.code(), NO_BODY);
        exchange.close();
      }
      case WebhookAnswer.Delayed delayed -> {
        pause(delayed);
        answer(exchange, delayed.then());
      }
      case WebhookAnswer.ClosedEarly early -> exchange.close();
    }
  }

  private static void pause(WebhookAnswer.Delayed delayed) {
    try {
      Thread.sleep(delayed.delay());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
