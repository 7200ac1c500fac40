package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * TCP without TLS, or a Unix socket, which knows no timeouts of its own: so the channel does not
 * block and a selector waits.
 */
final class ChannelTransport implements Transport {
  private static final int WRITE_MILLIS = 30_000;

  private final SocketChannel channel;
  private final boolean confidential;
  private final Selector readable;

  ChannelTransport(SocketChannel channel, boolean confidential) throws IOException {
    this.channel = channel;
    this.confidential = confidential;
    channel.configureBlocking(false);
    readable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
  }

  @Override
  public ByteBuffer newBuffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  @Override
  public int read(ByteBuffer into, int atMostMillis) throws IOException {
    long end = System.nanoTime() + Duration.ofMillis(atMostMillis).toNanos();
    while (true) {
      int count = channel.read(into);
      if (count != 0) {
        return count;
      }
      long millis = atMostMillis == 0 ? 0 : (end - System.nanoTime() + 999_999) / 1_000_000;
      if (millis < 0 || atMostMillis != 0 && millis == 0) {
        throw new SocketTimeoutException("nothing came from the server");
      }
      select(readable, millis);
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
    }
  }

  private static void select(Selector selector, long millis) throws IOException {
    try {
      selector.select(key -> {}, millis);
    } catch (ClosedSelectorException e) {
      throw (IOException) new AsynchronousCloseException().initCause(e);
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      writePatiently(bytes);
    }
  }

  /** Only for a server that reads nothing: what is sent here is a few bytes at a time. */
  private void writePatiently(ByteBuffer bytes) throws IOException {
    try (Selector writable = Selector.open()) {
      channel.register(writable, SelectionKey.OP_WRITE);
      while (bytes.hasRemaining()) {
        select(writable, WRITE_MILLIS);
        if (channel.write(bytes) == 0) {
          throw new SocketTimeoutException("the server takes nothing");
        }
      }
    }
  }

  @Override
  public boolean confidential() {
    return confidential;
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return Optional.empty();
  }

  /** The selector too: a closed channel alone does not wake who waits for it. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      readable.close();
    }
  }
}
