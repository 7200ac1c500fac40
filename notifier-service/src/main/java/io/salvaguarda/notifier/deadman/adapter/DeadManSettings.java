package io.salvaguarda.notifier.deadman.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When this service counts as dead. */
@ConfigMapping(prefix = "salvaguarda.dead-man-switch")
public interface DeadManSettings {

  /** How often an instance looks whether the switch is to be told. */
  @WithDefault("5s")
  Duration poll();

  /** How long it may have heard nothing new, though Kafka was asked. */
  @WithDefault("10m")
  Duration deafAfter();

  /** How long a delivery may wait that nobody tries, though it is its time. */
  @WithDefault("10m")
  Duration stuckAfter();
}
