package io.salvaguarda.postgres.replication;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Bytes to and from a server. One thread reads; one at a time writes. Closing it, from any thread,
 * ends what the others wait for with an {@link IOException}.
 */
interface Transport extends Closeable {
  /** A buffer of the kind that is read into with the fewest copies. */
  ByteBuffer newBuffer(int bytes);

  /**
   * Adds what has arrived behind the buffer's position, at least one byte.
   *
   * @param atMostMillis 0: for ever; else a {@link SocketTimeoutException} when nothing came, after
   *     which reading can go on
   * @return -1 at the end
   */
  int read(ByteBuffer into, int atMostMillis) throws IOException;

  /** Writes all of it. */
  void write(ByteBuffer bytes) throws IOException;

  /** Whether nobody on the way can listen. */
  boolean confidential();

  /** The server's, over TLS. */
  Optional<X509Certificate> certificate();
}
