package io.salvaguarda.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.config.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSocketsTest {

  private static final int SOON_MILLIS = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::",
        "2001:0:1234::80ff:fffe",
        "2001:db8::1"
      })
  void specialAddressesAreRefusedBeforeAnythingIsSent(String address) throws IOException {
    InetAddress target = InetAddress.getByName(address);
    try (Socket socket = new GuardedSockets(List.of()).createSocket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(target, 9), SOON_MILLIS))
          .isInstanceOf(AddressRefused.class);
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(target, 9)))
          .isInstanceOf(AddressRefused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.0.1.1",
        "2606:4700:4700::1111",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void publicAddressesAreNotSpecial(String address) throws IOException {
    assertThat(SpecialAddresses.contain(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void anAllowedNetworkIsOpen() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Network loopback = new Network(InetAddress.getByName("127.0.0.0"), 8);
      Network other = new Network(InetAddress.getByName("10.0.0.0"), 8);
      try (Socket allowed = new GuardedSockets(List.of(other, loopback)).createSocket();
          Socket refused = new GuardedSockets(List.of(other)).createSocket()) {
        allowed.connect(server.getLocalSocketAddress(), SOON_MILLIS);

        assertThat(allowed.isConnected()).isTrue();
        assertThatThrownBy(() -> refused.connect(server.getLocalSocketAddress(), SOON_MILLIS))
            .isInstanceOf(AddressRefused.class)
            .hasMessageContaining("127.0.0.1");
      }
    }
  }

  @Test
  void anUnresolvedNameIsNotConnectedTo() throws IOException {
    try (Socket socket = new GuardedSockets(List.of()).createSocket()) {
      assertThatThrownBy(
              () -> socket.connect(InetSocketAddress.createUnresolved("localhost", 9), SOON_MILLIS))
          .isInstanceOf(IOException.class);
    }
  }
}
