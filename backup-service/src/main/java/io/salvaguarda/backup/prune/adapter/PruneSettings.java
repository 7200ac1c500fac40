package io.salvaguarda.backup.prune.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the repositories are pruned. */
@ConfigMapping(prefix = "salvaguarda.prune")
interface PruneSettings {

  /** Five cron fields, UTC. Weekly, as long as the grace: what one run marks the next deletes. */
  @WithDefault("15 6 * * SUN")
  String schedule();
}
