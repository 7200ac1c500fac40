package io.salvaguarda.backup.retention.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When retention looks at the sources, and acts. */
@ConfigMapping(prefix = "salvaguarda.retention")
interface RetentionSettings {

  /** Five cron fields, UTC. */
  @WithDefault("30 4 * * *")
  String schedule();

  /** How long what will be deleted is announced before it is. */
  @WithDefault("1h")
  Duration notice();
}
