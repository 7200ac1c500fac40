package io.salvaguarda.backup.storage.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the disks of directory repositories are too full. */
@ConfigMapping(prefix = "salvaguarda.storage")
interface StorageSettings {

  /** How often they are measured. */
  @WithDefault("1m")
  String every();

  /** Less free space than so many percent is a warning. */
  @WithDefault("15")
  int warningPercent();

  /** Less free space than so many percent is critical. */
  @WithDefault("5")
  int criticalPercent();
}
