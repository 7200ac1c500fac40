package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What is said between the start-up message and the server's word that the user is let in. */
final class Authentication {
  private static final int OK = 0;
  private static final int CLEARTEXT = 3;
  private static final int MD5 = 5;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private final Wire wire;
  private final ConnectionSpec spec;
  private Scram scram;

  Authentication(Wire wire, ConnectionSpec spec) {
    this.wire = wire;
    this.spec = spec;
  }

  void run() throws IOException {
    while (true) {
      char type = wire.next();
      if (type == 'v') {
        continue; // an older protocol or fewer options than asked for: nothing here needs more
      }
      if (type != 'R') {
        throw ProtocolException.unexpected(type);
      }
      MessageBody request = wire.body();
      int method = request.int32();
      if (method == OK) {
        requireProof();
        return;
      }
      answer(method, request);
    }
  }

  private void answer(int method, MessageBody request) throws IOException {
    switch (method) {
      case CLEARTEXT -> {
        if (!wire.transport().confidential()) {
          throw new LoginException("the server wants the password in clear text, without TLS");
        }
        password(password());
      }
      case MD5 -> password(md5(request.bytes(4)));
      case SASL -> {
        scram = Scram.choose(mechanisms(request), password(), wire.transport().certificate());
        byte[] first = scram.first();
        byte[] name = scram.mechanism().getBytes(StandardCharsets.US_ASCII);
        wire.send(
            'p',
            ByteBuffer.allocate(name.length + 1 + Integer.BYTES + first.length)
                .put(name)
                .put((byte) 0)
                .putInt(first.length)
                .put(first)
                .flip());
      }
      case SASL_CONTINUE ->
          wire.send('p', ByteBuffer.wrap(begun().answer(request.bytes(request.remaining()))));
      case SASL_FINAL -> begun().verify(request.bytes(request.remaining()));
      default ->
          throw new LoginException(
              "the server asks for a kind of login that is not supported here (" + method + ")");
    }
  }

  private Scram begun() throws ProtocolException {
    if (scram == null) {
      throw new ProtocolException("the server answered a login that was not begun");
    }
    return scram;
  }

  /** A server that was asked for SCRAM proves that it knows the password too. */
  private void requireProof() throws ProtocolException {
    if (scram != null && !scram.verified()) {
      throw new ProtocolException("the server did not prove that it knows the password");
    }
  }

  private static List<String> mechanisms(MessageBody request) throws ProtocolException {
    List<String> names = new ArrayList<>();
    for (String name = request.text(); !name.isEmpty(); name = request.text()) {
      names.add(name);
    }
    return names;
  }

  private String password() throws LoginException {
    if (spec.password().isEmpty()) {
      throw new LoginException("the server asks for a password and none is configured");
    }
    return spec.password().reveal();
  }

  private void password(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    wire.send('p', ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) 0).flip());
  }

  private String md5(byte[] salt) throws LoginException {
    byte[] user = spec.user().getBytes(StandardCharsets.UTF_8);
    String inner = md5Hex(password().getBytes(StandardCharsets.UTF_8), user);
    return "md5" + md5Hex(inner.getBytes(StandardCharsets.US_ASCII), salt);
  }

  private static String md5Hex(byte[] first, byte[] second) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(first);
      return HexFormat.of().formatHex(md5.digest(second));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
