package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Versions 13 and 14: one COPY after the other, in the order in which the server listed them. These
 * servers leave a tar's two last blocks, of zeroes, to the client.
 */
final class CopyPerArchive implements ArchiveFraming {
  private static final int TAR_END_BYTES = 1024;

  private final Wire wire;
  private final Iterator<String> names;
  private boolean ended = true;
  private int zeroesLeft;

  CopyPerArchive(Wire wire, List<String> names) {
    this.wire = wire;
    this.names = List.copyOf(names).iterator();
  }

  @Override
  public Optional<String> next() throws IOException {
    while (!ended) {
      wire.skip();
      advance();
    }
    if (!names.hasNext()) {
      return Optional.empty();
    }
    wire.expect('H');
    ended = false;
    String name = names.next();
    zeroesLeft = name.equals(BaseBackup.MANIFEST) ? 0 : TAR_END_BYTES;
    return Optional.of(name);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!ended && wire.remaining() == 0) {
      advance();
    }
    return ended ? zeroes(into, offset, length) : wire.read(into, offset, length);
  }

  private void advance() throws IOException {
    char type = wire.next();
    if (type == 'c') {
      ended = true;
    } else if (type != 'd') {
      throw ProtocolException.unexpected(type);
    }
  }

  private int zeroes(byte[] into, int offset, int length) {
    if (zeroesLeft == 0) {
      return -1;
    }
    int count = Math.min(length, zeroesLeft);
    Arrays.fill(into, offset, offset + count, (byte) 0);
    zeroesLeft -= count;
    return count;
  }
}
