package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SslMode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Says what no sound server says, and what servers say that are not installed here. */
final class ScriptedServer implements AutoCloseable {
  private static final String BASE_BACKUP = "BASE_BACKUP";

  private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final byte[] greeting;
  private final Function<String, byte[]> answers;
  private final boolean hangsUpAfterBackups;

  /**
   * @param greeting after the start-up message
   * @param answers to commands
   */
  ScriptedServer(byte[] greeting, Function<String, byte[]> answers) throws IOException {
    this(greeting, answers, false);
  }

  private ScriptedServer(
      byte[] greeting, Function<String, byte[]> answers, boolean hangsUpAfterBackups)
      throws IOException {
    this.greeting = greeting;
    this.answers = answers;
    this.hangsUpAfterBackups = hangsUpAfterBackups;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /** Sends this for a base backup, and then nothing any more. */
  static ScriptedServer sending(String version, byte[] backup) throws IOException {
    return new ScriptedServer(
        welcome(version),
        command -> command.startsWith(BASE_BACKUP) ? backup : aboutTheCluster(command),
        true);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        converse(socket);
      } catch (IOException e) {
        // the client hung up, or the test has ended
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    in.readNBytes(in.readInt() - 4);
    out.write(greeting);
    while (in.read() == 'Q') {
      byte[] text = in.readNBytes(in.readInt() - 4);
      String command = new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
      out.write(answers.apply(command));
      if (hangsUpAfterBackups && command.startsWith(BASE_BACKUP)) {
        return;
      }
    }
  }

  ConnectionSpec spec() {
    return new ConnectionSpec(
        "127.0.0.1", listener.getLocalPort(), "db", "u", Password.of("p"), SslMode.DISABLE);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** Lets everybody in. */
  static byte[] welcome(String version) {
    return all(
        message('R', ByteBuffer.allocate(4).putInt(0).array()),
        message('S', ("server_version\0" + version + "\0").getBytes(StandardCharsets.UTF_8)),
        message('K', new byte[8]),
        ready());
  }

  static byte[] ready() {
    return message('Z', new byte[] {'I'});
  }

  static byte[] message(char type, byte[] body) {
    return ByteBuffer.allocate(5 + body.length)
        .put((byte) type)
        .putInt(4 + body.length)
        .put(body)
        .array();
  }

  static byte[] header(char type, int length) {
    return ByteBuffer.allocate(5).put((byte) type).putInt(length).array();
  }

  /** One answer with these rows; null is NULL. */
  static byte[] rows(String[]... rows) {
    byte[] answer = message('T', new byte[2]);
    for (String[] row : rows) {
      var body = ByteBuffer.allocate(1000).putShort((short) row.length);
      for (String value : row) {
        if (value == null) {
          body.putInt(-1);
        } else {
          body.putInt(value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
        }
      }
      byte[] filled = new byte[body.position()];
      body.flip().get(filled);
      answer = all(answer, message('D', filled));
    }
    return all(answer, message('C', "SELECT\0".getBytes(StandardCharsets.US_ASCII)));
  }

  static byte[] copyOut(String... data) {
    byte[] answer = message('H', new byte[3]);
    for (String part : data) {
      answer = all(answer, message('d', part.getBytes(StandardCharsets.ISO_8859_1)));
    }
    return all(answer, message('c', new byte[0]));
  }

  static byte[] all(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /** What every base backup asks first. */
  static byte[] aboutTheCluster(String command) {
    return switch (command) {
      case "IDENTIFY_SYSTEM" -> all(rows(new String[] {"7123", "1", "0/3000000", null}), ready());
      case "SHOW wal_segment_size" -> all(rows(new String[] {"16MB"}), ready());
      case "SHOW data_checksums" -> all(rows(new String[] {"on"}), ready());
      default -> all(message('C', "OK\0".getBytes(StandardCharsets.US_ASCII)), ready());
    };
  }
}
