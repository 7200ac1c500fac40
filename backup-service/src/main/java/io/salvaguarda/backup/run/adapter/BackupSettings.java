package io.salvaguarda.backup.run.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How backups are run. */
@ConfigMapping(prefix = "salvaguarda.backup")
public interface BackupSettings {

  /** How often a backup is tried before it has failed; what cannot help is not tried again. */
  @WithDefault("3")
  int attempts();

  /**
   * How many physical backups of a cluster may hold only what has changed since the one before,
   * until one holds everything again; 0: none. For PostgreSQL 17 and newer, with summarize_wal.
   */
  @WithDefault("6")
  int incrementals();
}
