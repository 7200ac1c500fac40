package io.salvaguarda.postgres.replication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message's content, read field by field; one that is shorter than it says is refused. */
final class MessageBody {
  private final ByteBuffer bytes;

  MessageBody(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  int remaining() {
    return bytes.remaining();
  }

  byte int8() throws ProtocolException {
    return require(Byte.BYTES).get();
  }

  short int16() throws ProtocolException {
    return require(Short.BYTES).getShort();
  }

  int int32() throws ProtocolException {
    return require(Integer.BYTES).getInt();
  }

  byte[] bytes(int count) throws ProtocolException {
    require(count);
    byte[] copy = new byte[count];
    bytes.get(copy);
    return copy;
  }

  /** Up to the next zero byte. */
  String text() throws ProtocolException {
    int start = bytes.position();
    while (int8() != 0) {
      // looks for the end
    }
    return new String(bytes.array(), start, bytes.position() - 1 - start, StandardCharsets.UTF_8);
  }

  private ByteBuffer require(int count) throws ProtocolException {
    if (count < 0 || bytes.remaining() < count) {
      throw new ProtocolException("the server sent a message that is shorter than it says");
    }
    return bytes;
  }
}
