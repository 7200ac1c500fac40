package io.salvaguarda.postgres.replication;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The protocol's messages, one after the other. Nothing is allocated on the server's word: bodies
 * are bounded, and data is copied from one buffer straight to who asks for it.
 */
final class Wire implements Closeable {
  /** Far beyond anything but data: WAL comes in messages of 128 KiB, at most 1 MiB. */
  private static final int LONGEST_BODY = 2 << 20;

  private static final int BUFFER_BYTES = 256 << 10;
  private static final int HEADER_BYTES = 5;

  private final Transport transport;
  private final ByteBuffer in;
  private String serverVersion;
  private int timeoutMillis;
  private int remaining;

  Wire(Transport transport) {
    this.transport = transport;
    this.in = transport.newBuffer(BUFFER_BYTES).flip();
  }

  Transport transport() {
    return transport;
  }

  /** How long to wait for what must come; 0: for ever. */
  void timeoutMillis(int millis) {
    timeoutMillis = millis;
  }

  /** As the server spelled it, once it has. */
  Optional<String> serverVersion() {
    return Optional.ofNullable(serverVersion);
  }

  /** Whether something behind this message came, or had come, within that time. */
  boolean await(int millis) throws IOException {
    skip();
    try {
      if (!in.hasRemaining()) {
        fill(Math.max(1, millis));
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /**
   * Goes on to the next message, over what is unread of this one. Notices are passed over; an error
   * is thrown as a {@link ServerRefusal}.
   */
  char next() throws IOException {
    while (true) {
      skip();
      require(HEADER_BYTES);
      char type = (char) (in.get() & 0xff);
      int length = in.getInt();
      if (length < Integer.BYTES) {
        throw new ProtocolException("the server sent a message of impossible length");
      }
      remaining = length - Integer.BYTES;
      switch (type) {
        case 'N', 'A' -> {}
        case 'S' -> noteParameter(body());
        case 'E' -> throw ServerRefusal.parse(body());
        default -> {
          return type;
        }
      }
    }
  }

  private void noteParameter(MessageBody status) throws ProtocolException {
    if (status.text().equals("server_version")) {
      serverVersion = status.text();
    }
  }

  /** Passes over the next message, which must be of that type. */
  void expect(char type) throws IOException {
    char found = next();
    if (found != type) {
      throw ProtocolException.unexpected(found);
    }
    skip();
  }

  /** Bytes of this message that are unread. */
  int remaining() {
    return remaining;
  }

  /** The rest of this message. */
  MessageBody body() throws IOException {
    return new MessageBody(bytes());
  }

  byte[] bytes() throws IOException {
    if (remaining > LONGEST_BODY) {
      throw new ProtocolException("the server sent a message of " + remaining + " bytes");
    }
    byte[] bytes = new byte[remaining];
    int at = 0;
    while (at < bytes.length) {
      at += read(bytes, at, bytes.length - at);
    }
    return bytes;
  }

  byte int8() throws IOException {
    take(Byte.BYTES);
    return in.get();
  }

  long int64() throws IOException {
    take(Long.BYTES);
    return in.getLong();
  }

  private void take(int count) throws IOException {
    if (remaining < count) {
      throw new ProtocolException("the server sent a message that is too short");
    }
    require(count);
    remaining -= count;
  }

  /** Some bytes of this message, at least one of those that remain. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (!in.hasRemaining()) {
      fill(timeoutMillis);
    }
    int count = Math.min(Math.min(length, remaining), in.remaining());
    in.get(into, offset, count);
    remaining -= count;
    return count;
  }

  void skip() throws IOException {
    while (remaining > 0) {
      if (!in.hasRemaining()) {
        fill(timeoutMillis);
      }
      int count = Math.min(remaining, in.remaining());
      in.position(in.position() + count);
      remaining -= count;
    }
  }

  private void require(int count) throws IOException {
    while (in.remaining() < count) {
      fill(timeoutMillis);
    }
  }

  private void fill(int millis) throws IOException {
    in.compact();
    try {
      if (transport.read(in, millis) < 0) {
        throw new EOFException("the server closed the connection");
      }
    } finally {
      in.flip();
    }
  }

  /** Simple Query. */
  void query(String command) throws IOException {
    byte[] text = command.getBytes(StandardCharsets.UTF_8);
    send('Q', ByteBuffer.allocate(text.length + 1).put(text).put((byte) 0).flip());
  }

  void send(char type, ByteBuffer body) throws IOException {
    int length = Integer.BYTES + body.remaining();
    sendUntyped(ByteBuffer.allocate(1 + length).put((byte) type).putInt(length).put(body).flip());
  }

  /** For the messages before the first answer, which have no type. */
  synchronized void sendUntyped(ByteBuffer message) throws IOException {
    transport.write(message);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
