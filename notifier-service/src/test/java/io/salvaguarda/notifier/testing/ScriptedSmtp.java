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
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that misbehaves, on the port of the usual one while that is stopped: silent (it
 * accepts and says nothing), or answering RCPT with what it was told, but for {@code lead@}, whom
 * it knows.
 */
public final class ScriptedSmtp implements AutoCloseable {

  private final ServerSocket server;
  private final String answerToRcpt;
  private final Thread accepting;
  private final List<Socket> held = new CopyOnWriteArrayList<>();

  private ScriptedSmtp(int port, String answerToRcpt) {
    try {
      this.server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.answerToRcpt = answerToRcpt;
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  public static ScriptedSmtp silent(int port) {
    return new ScriptedSmtp(port, null);
  }

  public static ScriptedSmtp refusing(int port, String answerToRcpt) {
    return new ScriptedSmtp(port, answerToRcpt);
  }

  public int connections() {
    return held.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        held.add(socket);
        if (answerToRcpt != null) {
          Thread.ofVirtual().start(() -> talk(socket));
        }
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
      say(socket, "220 scripted");
      boolean inMessage = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (!inMessage || line.equals(".")) {
          say(socket, answerTo(command));
          inMessage = command.startsWith("DATA");
        }
        if (command.startsWith("QUIT")) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client went away
    }
  }

  private String answerTo(String command) {
    if (command.startsWith("RCPT") && !command.contains("LEAD@")) {
      return answerToRcpt;
    }
    return command.startsWith("DATA") ? "354 go on" : "250 ok";
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
