package io.salvaguarda.notifier.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that misbehaves: at each step it answers as it was told, or as a server should.
 * Steps are GREETING, the commands, and END for the end of a message. It knows {@code lead@}
 * whatever it was told to answer to RCPT.
 */
public final class ScriptedSmtp implements AutoCloseable {

  /** Says nothing. */
  public static final String SILENCE = "";

  /** Closes the connection. */
  public static final String HANG_UP = "hang up";

  /** Says that there is more to come, without end. */
  public static final String NO_END = "no end";

  private final ServerSocket server;
  private final Map<String, String> told;
  private final Thread accepting;
  private final List<Socket> held = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private ScriptedSmtp(int port, Map<String, String> told) {
    try {
      this.server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.told = Map.copyOf(told);
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  /**
   * @param port 0: a free one
   */
  public static ScriptedSmtp saying(int port, Map<String, String> told) {
    return new ScriptedSmtp(port, told);
  }

  public static ScriptedSmtp silent(int port) {
    return saying(port, Map.of("GREETING", SILENCE));
  }

  public static ScriptedSmtp refusing(int port, String answerToRcpt) {
    return saying(port, Map.of("RCPT", answerToRcpt));
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return held.size();
  }

  /** Every line that it was sent. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  /** Whether every client has gone away. */
  public boolean isLeftAlone() {
    return held.stream().allMatch(Socket::isClosed);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        held.add(socket);
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void talk(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      answer(socket, "GREETING", "");
      boolean inMessage = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        if (inMessage && !line.equals(".")) {
          continue;
        }
        String step = inMessage ? "END" : line.split(" ")[0].toUpperCase(Locale.ROOT);
        answer(socket, step, line);
        inMessage = step.equals("DATA");
        if (step.equals("QUIT")) {
          return;
        }
      }
    } catch (IOException | InterruptedException gone) {
      // the client went away
    }
  }

  private void answer(Socket socket, String step, String line)
      throws IOException, InterruptedException {
    boolean known = step.equals("RCPT") && line.toUpperCase(Locale.ROOT).contains("LEAD@");
    String answer = known ? "250 ok" : told.getOrDefault(step, usual(step));
    switch (answer) {
      case SILENCE -> {}
      case HANG_UP -> throw new IOException("as told");
      case NO_END -> {
        while (true) {
          say(socket, "220-and more");
          Thread.sleep(20); // no read waits for long
        }
      }
      default -> say(socket, answer);
    }
  }

  private static String usual(String step) {
    return switch (step) {
      case "GREETING" -> "220 scripted";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** No new connections; those that were made stay open, as with a peer that has vanished. */
  @Override
  public void close() {
    try {
      server.close();
      accepting.join(); // only then is the port free
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
