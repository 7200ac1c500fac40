package io.salvaguarda.notifier.http;

import io.salvaguarda.config.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Sockets that check the address in the connect itself. Whatever a name was resolved to before, and
 * whatever it is resolved to next, the address that is checked is the one that is used.
 */
final class GuardedSockets extends SocketFactory {

  private final List<Network> allowed;

  GuardedSockets(List<Network> allowed) {
    this.allowed = allowed;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("sockets are made unconnected");
  }

  private void check(SocketAddress endpoint) throws IOException {
    if (!(endpoint instanceof InetSocketAddress internet)) {
      throw new AddressRefused(endpoint.toString());
    }
    InetAddress address = internet.getAddress();
    if (address == null) {
      throw new UnknownHostException(internet.getHostString());
    }
    boolean mayConnect =
        !SpecialAddresses.contain(address)
            || allowed.stream().anyMatch(network -> network.contains(address));
    if (!mayConnect) {
      throw new AddressRefused(address.getHostAddress());
    }
  }

  private final class GuardedSocket extends Socket {

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      check(endpoint);
      super.connect(endpoint, timeoutMillis);
    }
  }
}
