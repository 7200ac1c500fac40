package io.salvaguarda.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A watcher outside the suite that is told regularly that the notifier works, and alarms when it
 * hears nothing.
 *
 * @param url https, or http where {@code allowedNetworks} is not empty; it is all that protects the
 *     switch: never show it in full
 * @param every how often it is told; 5 minutes by default
 * @param allowedNetworks special addresses that may be connected to
 */
public record DeadManSwitch(URI url, Duration every, List<Network> allowedNetworks) {
  public DeadManSwitch {
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  /** Without the URL's path, which is secret. */
  @Override
  public String toString() {
    return "DeadManSwitch[" + url.getScheme() + "://" + url.getHost() + ", every " + every + "]";
  }
}
