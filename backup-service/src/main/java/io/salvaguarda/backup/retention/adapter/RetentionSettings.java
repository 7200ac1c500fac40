package io.salvaguarda.backup.retention.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When retention looks at the sources. */
@ConfigMapping(prefix = "salvaguarda.retention")
interface RetentionSettings {

  /** Five cron fields, UTC. */
  @WithDefault("30 4 * * *")
  String schedule();
}
