package io.salvaguarda.restore.run.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How restores are run. */
@ConfigMapping(prefix = "salvaguarda.restore")
public interface RestoreSettings {

  /** How often a restore is tried before it has failed; what cannot help is not tried again. */
  @WithDefault("3")
  int attempts();

  /** From its request to its end, all attempts included. */
  @WithDefault("12h")
  Duration deadline();

  /** How often is looked for what killed restores have left on servers. */
  @WithDefault("5m")
  Duration sweep();
}
