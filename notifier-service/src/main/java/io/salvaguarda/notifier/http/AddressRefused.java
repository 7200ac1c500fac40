package io.salvaguarda.notifier.http;

import java.net.ConnectException;

/** A connect to a special address that the channel's configuration does not allow. */
final class AddressRefused extends ConnectException {

  AddressRefused(String address) {
    super(
        address
            + " is a loopback, private or other special address;"
            + " list its network in the channel's allowedNetworks if that is meant");
  }
}
