package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** One archive of a backup; what it has not read waits in the server. */
final class ArchiveStream extends InputStream {
  private final BaseBackup backup;
  private final String name;
  private boolean ended;

  ArchiveStream(BaseBackup backup, String name) {
    this.backup = backup;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int count = backup.read(name, into, offset, length);
    ended = count < 0;
    return count;
  }
}
