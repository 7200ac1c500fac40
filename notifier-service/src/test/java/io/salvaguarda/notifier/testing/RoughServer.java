package io.salvaguarda.notifier.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers as it is told, down to the bytes, and keeps what it was sent. */
public final class RoughServer implements AutoCloseable {

  /** What it does once it has a request. */
  public interface Manner {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  /** A request as it came. */
  public record Heard(String path, String headers, String body) {}

  private final ServerSocket server;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Manner manner = status(204);

  private RoughServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public static RoughServer start() {
    return new RoughServer();
  }

  /** A whole answer. */
  public static Manner status(int status, String body, String... headers) {
    String head =
        "HTTP/1.1 %d Said\r\nContent-Length: %d\r\nConnection: close\r\n"
            .formatted(status, body.getBytes(StandardCharsets.UTF_8).length);
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return out -> write(out, head + more + "\r\n" + body);
  }

  public static Manner status(int status) {
    return status == 204 ? out -> write(out, "HTTP/1.1 204 Said\r\n\r\n") : status(status, "");
  }

  /** Takes the request and says nothing. */
  public static Manner stall() {
    return out -> Thread.sleep(60_000);
  }

  /** Takes the request and hangs up. */
  public static Manner hangUp() {
    return out -> {};
  }

  /** A body that has no end, as fast as it is read. */
  public static Manner endless(int status) {
    return out -> {
      write(out, "HTTP/1.1 %d Said\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status));
      while (true) {
        write(out, "1000\r\n" + "x".repeat(0x1000) + "\r\n");
      }
    };
  }

  /** Headers that have no end. */
  public static Manner endlessHeaders() {
    return out -> {
      write(out, "HTTP/1.1 200 Said\r\n");
      while (true) {
        write(out, "X-More: " + "x".repeat(1000) + "\r\n");
      }
    };
  }

  /** A byte now and then: no read waits for long, but there is no end. */
  public static Manner drip() {
    return out -> {
      for (char next :
          "HTTP/1.1 200 Said, and what a long reason there is for that".toCharArray()) {
        write(out, String.valueOf(next));
        Thread.sleep(200);
      }
    };
  }

  /** Breaks off in the middle of the answer. */
  public static Manner breakOff(int status) {
    return out ->
        write(out, "HTTP/1.1 %d Said\r\nContent-Length: 500\r\n\r\nnot all".formatted(status));
  }

  public RoughServer does(Manner next) {
    manner = next;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      heard.add(read(new BufferedInputStream(socket.getInputStream())));
      manner.answer(socket.getOutputStream());
    } catch (IOException | InterruptedException gone) {
      // the client went away
    }
  }

  private static Heard read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ended early");
      }
      head.append((char) next);
    }
    int length = 0;
    for (String line : head.toString().split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Heard(head.toString().split(" ")[1], head.toString(), body);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
