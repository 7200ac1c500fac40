package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** Gets to a server, over TCP, with TLS or without, or over a Unix socket. */
final class Connector {
  private static final int CONNECT_MILLIS = 30_000;
  private static final int SSL_REQUEST = 80_877_103;

  enum Tls {
    NEVER,
    IF_OFFERED,
    REQUIRED
  }

  private Connector() {}

  static Transport connect(ConnectionSpec spec, Tls tls) throws IOException {
    if (spec.overUnixSocket()) {
      var socket = UnixDomainSocketAddress.of(Path.of(spec.host(), ".s.PGSQL." + spec.port()));
      return keptOrClosed(
          SocketChannel.open(socket), channel -> new ChannelTransport(channel, true));
    }
    return keptOrClosed(
        overTcp(spec),
        channel ->
            tls != Tls.NEVER && tlsAgreed(channel, tls)
                ? TlsTransport.over(channel.socket(), spec)
                : new ChannelTransport(channel, false));
  }

  private interface Use {
    Transport of(SocketChannel channel) throws IOException;
  }

  private static Transport keptOrClosed(SocketChannel channel, Use use) throws IOException {
    try {
      return use.of(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The first of the host's addresses that answers. */
  private static SocketChannel overTcp(ConnectionSpec spec) throws IOException {
    IOException last = null;
    for (InetAddress address : InetAddress.getAllByName(spec.host())) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.socket().connect(new InetSocketAddress(address, spec.port()), CONNECT_MILLIS);
        keepAlive(channel);
        return channel;
      } catch (IOException e) {
        channel.close();
        last = e;
      }
    }
    throw last;
  }

  /** A server that vanished is noticed after two minutes, as with the tools. */
  private static void keepAlive(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 15);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
    }
  }

  /** Reads the one byte of the answer and no more: what follows must be TLS already. */
  private static boolean tlsAgreed(SocketChannel channel, Tls tls) throws IOException {
    channel.write(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).flip());
    channel.socket().setSoTimeout(CONNECT_MILLIS);
    int answer = channel.socket().getInputStream().read();
    if (answer == 'S') {
      return true;
    }
    if (answer != 'N') {
      throw new ProtocolException("the server did not understand the request for TLS");
    }
    if (tls == Tls.REQUIRED) {
      throw new ProtocolException("the server offers no TLS, which sslMode asks for");
    }
    return false;
  }
}
