package io.salvaguarda.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks URLs as far as that goes without asking the network. */
final class Urls {
  /** What is shorter protects nothing, and might be a word of the language. */
  private static final int SHORTEST_SECRET = 8;

  /** Stands in for a mistaken one. */
  static final URI NOWHERE = URI.create("https://invalid");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private Urls() {}

  /** An S3 endpoint: scheme, host, perhaps a port, and nothing else. */
  static URI endpoint(String text) throws Refused {
    URI url = http(text, "Try \"https://s3.example.org:9000\".");
    boolean bare = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
    if (!bare || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new Refused(
          "is more than an endpoint", "Leave out everything after the host and the port.");
    }
    return url;
  }

  /** A webhook's URL: https, or http inside the networks that the channel allows. */
  static URI webhook(String text, List<Network> allowed) throws Refused {
    URI url = http(text, "Try \"https://hooks.example.org/salvaguarda\".");
    if (url.getScheme().equalsIgnoreCase("http") && allowed.isEmpty()) {
      throw new Refused(
          "is not an https URL",
          "Use https, or list the receiver's own network in allowedNetworks.");
    }
    Optional<InetAddress> address = literal(url.getHost());
    if (address.isPresent() && isSpecial(address.get()) && !isIn(allowed, address.get())) {
      throw new Refused(
          "points to a loopback, private or other special address",
          "List its network in allowedNetworks if that is meant.");
    }
    return url;
  }

  /** Where an API begins: as {@link #webhook}, but a path is all that may follow the host. */
  static URI api(String text, List<Network> allowed) throws Refused {
    URI url = webhook(text, allowed);
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new Refused("is more than where an API begins", "Leave out the ? or # and the rest.");
    }
    return url;
  }

  /** What of a webhook's URL must not be shown: all that comes after the host. */
  static List<Secret> afterHost(Secret url) {
    return url.reveal().isEmpty() ? List.of() : afterHost(URI.create(url.reveal())).toList();
  }

  /** The whole of it, and those parts that could be told alone. */
  static Stream<Secret> afterHost(URI url) {
    return Stream.of(url.getRawPath(), url.getRawQuery())
        .filter(Objects::nonNull)
        .flatMap(part -> Stream.concat(Stream.of(part), Stream.of(part.split("[/&=]"))))
        .filter(part -> part.length() >= SHORTEST_SECRET)
        .map(Secret::of);
  }

  private static URI http(String text, String remedy) throws Refused {
    try {
      URI url = new URI(text);
      boolean http = "http".equalsIgnoreCase(url.getScheme());
      if ((!http && !"https".equalsIgnoreCase(url.getScheme())) || url.getHost() == null) {
        throw new Refused("is not an http or https URL", remedy);
      }
      if (url.getRawUserInfo() != null) {
        throw new Refused("holds a user or password", "Leave out what is before the @.");
      }
      if (url.getPort() == 0 || url.getPort() > 65535) {
        throw new Refused("has a port outside 1-65535", remedy);
      }
      return url;
    } catch (URISyntaxException e) {
      throw new Refused("is not a URL", remedy);
    }
  }

  /** The address when the host is written as one; names are looked up at connect, not here. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return host.equalsIgnoreCase("localhost")
          ? Optional.of(InetAddress.getLoopbackAddress())
          : ADDRESS.matcher(host).matches()
              ? Optional.of(InetAddress.getByName(host))
              : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isSpecial(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal;
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
