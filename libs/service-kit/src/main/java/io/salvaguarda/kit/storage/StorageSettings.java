package io.salvaguarda.kit.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a disk that the service writes to is too full. */
@ConfigMapping(prefix = "salvaguarda.storage")
public interface StorageSettings {

  /** How often they are measured. */
  @WithDefault("1m")
  String every();

  /** How often it is told how full they are, whether or not that is a trouble. */
  @WithDefault("6h")
  Duration tellEvery();

  /** Less free space than so many percent is a warning. */
  @WithDefault("15")
  int warningPercent();

  /** Less free space than so many percent is critical. */
  @WithDefault("5")
  int criticalPercent();
}
