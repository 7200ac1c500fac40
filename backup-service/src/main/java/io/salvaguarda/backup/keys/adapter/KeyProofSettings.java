package io.salvaguarda.backup.keys.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the keys of the repositories are proven. */
@ConfigMapping(prefix = "salvaguarda.key-proof")
interface KeyProofSettings {

  /** Five cron fields, UTC. Daily: an overdue proof is told within a day. */
  @WithDefault("45 6 * * *")
  String schedule();
}
