package io.salvaguarda.notifier.incident.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an open incident is told again. */
@ConfigMapping(prefix = "salvaguarda.incidents")
public interface IncidentSettings {

  /** A failure that goes on with the same error class is told again after this long. */
  @WithDefault("24h")
  Duration remindAfter();
}
