package io.salvaguarda.notifier.http;

import io.salvaguarda.config.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that are not on the public internet, by the IANA special-purpose registries: this host,
 * private and shared networks, link-local (where clouds keep their metadata), multicast, reserved.
 */
final class SpecialAddresses {

  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carrier-grade NAT; one cloud's metadata
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local; most clouds' metadata
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments; one cloud's metadata
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relay
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved and broadcast
              "::/96", // unspecified, loopback, IPv4-compatible
              "64:ff9b:1::/48", // local NAT64
              "100::/64", // discard
              "2001:db8::/32", // documentation
              "fc00::/7", // unique local; one cloud's metadata
              "fe80::/10", // link-local
              "fec0::/10", // site-local
              "ff00::/8") // multicast
          .map(SpecialAddresses::network)
          .toList();

  /** Where an IPv4 address is carried inside an IPv6 one: at which byte, and whether inverted. */
  private record Carrying(Network network, int offset, boolean inverted) {}

  private static final List<Carrying> CARRYING =
      List.of(
          new Carrying(network("64:ff9b::/96"), 12, false), // NAT64
          new Carrying(network("2002::/16"), 2, false), // 6to4
          new Carrying(network("2001::/32"), 12, true)); // Teredo

  private SpecialAddresses() {}

  static boolean contain(InetAddress address) {
    return SPECIAL.stream().anyMatch(network -> network.contains(address))
        || carried(address).map(SpecialAddresses::contain).orElse(false);
  }

  private static Optional<InetAddress> carried(InetAddress address) {
    if (address instanceof Inet4Address) {
      return Optional.empty();
    }
    return CARRYING.stream()
        .filter(carrying -> carrying.network.contains(address))
        .findFirst()
        .map(carrying -> inner(address.getAddress(), carrying));
  }

  private static InetAddress inner(byte[] outer, Carrying carrying) {
    byte[] bytes = Arrays.copyOfRange(outer, carrying.offset, carrying.offset + 4);
    if (carrying.inverted) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static Network network(String cidr) {
    String[] parts = cidr.split("/");
    try {
      return new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(cidr + " is a literal", e);
    }
  }
}
