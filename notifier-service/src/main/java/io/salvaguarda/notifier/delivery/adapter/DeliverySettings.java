package io.salvaguarda.notifier.delivery.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How notices are brought to channels. The defaults try for about a day. */
@ConfigMapping(prefix = "salvaguarda.delivery")
public interface DeliverySettings {

  /** Attempts before a delivery is given up. */
  @WithDefault("12")
  int attempts();

  /** The wait after the first failed attempt. */
  @WithDefault("5s")
  Duration firstWait();

  /** By how much each wait is longer than the one before. */
  @WithDefault("3")
  int factor();

  /** The longest wait between two attempts, unless the receiver asks for more. */
  @WithDefault("6h")
  Duration longestWait();

  /** How long a claim holds; longer than any attempt can take. */
  @WithDefault("90s")
  Duration lease();

  /** How often an idle instance looks for due deliveries. */
  @WithDefault("500ms")
  Duration poll();

  /** Attempts at the same time by this instance. */
  @WithDefault("16")
  int concurrency();

  /** Of these for one channel, so that a slow one does not hold up the others. */
  @WithDefault("4")
  int perChannel();

  /** For the connect to the SMTP server and for each of its answers; whole seconds. */
  @WithDefault("10s")
  Duration mailPatience();

  /** For a whole mail attempt; longer than the patience. */
  @WithDefault("30s")
  Duration mailDeadline();
}
