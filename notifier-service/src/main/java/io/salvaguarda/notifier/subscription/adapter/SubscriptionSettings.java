package io.salvaguarda.notifier.subscription.adapter;

import io.salvaguarda.config.Network;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What subscriptions may be. */
@ConfigMapping(prefix = "salvaguarda.subscriptions")
public interface SubscriptionSettings {

  /** How many there may be. */
  @WithDefault("50")
  int most();

  /** For how many days is remembered what was sent, or given up. */
  @WithDefault("14")
  int keptDays();

  /**
   * Loopback, private and other special addresses that they may be at, such as 10.1.0.0/16; none by
   * default.
   */
  Optional<List<String>> allowedNetworks();

  /**
   * The same, read.
   *
   * @throws IllegalArgumentException when one is no network
   */
  default List<Network> networks() {
    return allowedNetworks().orElse(List.of()).stream().map(Network::of).toList();
  }
}
