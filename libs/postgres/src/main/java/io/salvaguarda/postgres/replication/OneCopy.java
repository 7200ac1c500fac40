package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Since version 15: messages that say whether an archive begins or goes on. */
final class OneCopy implements ArchiveFraming {
  private static final Pattern TABLESPACE = Pattern.compile("(\\d{1,10})\\.tar");

  private final Wire wire;
  private Optional<String> begun = Optional.empty();
  private boolean ended;
  private boolean inArchive;

  private OneCopy(Wire wire) {
    this.wire = wire;
  }

  static OneCopy begin(Wire wire) throws IOException {
    wire.expect('H');
    return new OneCopy(wire);
  }

  @Override
  public Optional<String> next() throws IOException {
    while (!ended && begun.isEmpty()) {
      wire.skip();
      advance();
    }
    Optional<String> name = begun;
    begun = Optional.empty();
    inArchive = name.isPresent();
    return name;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (wire.remaining() == 0 || begun.isPresent()) {
      if (ended || begun.isPresent()) {
        return -1;
      }
      advance();
    }
    return wire.read(into, offset, length);
  }

  /** To data, or to the beginning or the end of an archive. */
  private void advance() throws IOException {
    char type = wire.next();
    if (type == 'c') {
      ended = true;
      return;
    }
    if (type != 'd') {
      throw ProtocolException.unexpected(type);
    }
    switch (wire.int8()) {
      case 'n' -> begun = Optional.of(archive(wire.body().text()));
      case 'm' -> {
        wire.skip();
        begun = Optional.of(BaseBackup.MANIFEST);
      }
      case 'd' -> {
        if (!inArchive) {
          throw new ProtocolException("the server sent data that belongs to no archive");
        }
      }
      case 'p' -> wire.skip();
      default -> throw new ProtocolException("the server sent an unknown part of a backup");
    }
  }

  private static String archive(String name) throws ProtocolException {
    Matcher tablespace = TABLESPACE.matcher(name);
    if (tablespace.matches()) {
      return "tablespace-" + tablespace.group(1) + ".tar";
    }
    if (!name.equals(BaseBackup.BASE)) {
      throw new ProtocolException("the server sent an archive of an unknown name");
    }
    return name;
  }
}
