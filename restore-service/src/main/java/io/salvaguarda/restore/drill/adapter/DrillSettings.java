package io.salvaguarda.restore.drill.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How drills and proofs are judged. */
@ConfigMapping(prefix = "salvaguarda.drill")
public interface DrillSettings {

  /** How late a heartbeat may be beyond its interval. */
  @WithDefault("30s")
  Duration heartbeatAllowance();
}
