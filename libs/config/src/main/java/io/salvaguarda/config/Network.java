package io.salvaguarda.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses in CIDR notation, IPv4 or IPv6.
 *
 * @param address the block's first address
 * @param prefix how many leading bits are the block's
 */
public record Network(InetAddress address, int prefix) {
  /** Stands in for a mistaken one. */
  static final Network NONE = new Network(InetAddress.getLoopbackAddress(), 32);

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads {@code 10.0.0.0/8}; a name is never looked up.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Network of(String text) {
    try {
      return parse(text);
    } catch (Refused e) {
      throw new IllegalArgumentException(text + " " + e.getMessage() + ". " + e.remedy(), e);
    }
  }

  static Network parse(String text) throws Refused {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !LITERAL.matcher(parts[0]).matches()) {
      throw refused();
    }
    try {
      InetAddress address = InetAddress.getByName(parts[0]);
      int prefix = Integer.parseInt(parts[1]);
      if (prefix < 0 || prefix > address.getAddress().length * 8) {
        throw refused();
      }
      return new Network(address, prefix);
    } catch (UnknownHostException | NumberFormatException e) {
      throw refused();
    }
  }

  /** Whether the address lies in the block. IPv4 and IPv6 never contain each other. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }

  private static Refused refused() {
    return new Refused("is not a network", "Write it as \"10.0.0.0/8\" or \"fd00::/8\".");
  }
}
