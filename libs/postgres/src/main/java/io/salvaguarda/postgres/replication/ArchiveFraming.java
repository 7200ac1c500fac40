package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.util.Optional;

/**
 * How a server frames the archives of a base backup: as one COPY each up to version 14, and as one
 * COPY for all since.
 */
interface ArchiveFraming {
  /** Goes on to the next archive, over what is unread of this one; empty after the last. */
  Optional<String> next() throws IOException;

  /**
   * Bytes of this archive.
   *
   * @return -1 when the server said that it is whole
   */
  int read(byte[] into, int offset, int length) throws IOException;
}
