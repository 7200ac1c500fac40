package io.salvaguarda.notifier.telling.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an incident is told, and when again. Teams may say otherwise of their grouping. */
@ConfigMapping(prefix = "salvaguarda.incidents")
public interface TellingSettings {

  /** An open incident is told again after this long. */
  @WithDefault("24h")
  Duration remindAfter();

  /** Nobody is reminded of an acknowledged incident for this long. */
  @WithDefault("72h")
  Duration acknowledgedFor();

  /** A failure so soon after the resolution opens the same incident again. */
  @WithDefault("1h")
  Duration reopenWithin();

  /** How long a notice waits for others to go with; nothing: each goes alone. */
  @WithDefault("1s")
  Duration groupWait();

  /** The least time between two messages that gather notices. */
  @WithDefault("2s")
  Duration groupInterval();

  /** So many open incidents that blame one repository make an outage of it. */
  @WithDefault("2")
  int outageFrom();

  /** After an outage, what it explained has so long to get well by itself. */
  @WithDefault("1m")
  Duration settle();

  /** How often an instance looks for what is due. */
  @WithDefault("200ms")
  Duration poll();

  /** How often it looks whether what is held back still is. */
  @WithDefault("10s")
  Duration recheck();
}
