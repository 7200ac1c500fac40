package io.salvaguarda.restore.run.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Folders of this machine below which whole clusters may be restored; none by default. */
  Optional<List<Path>> directories();

  default List<Path> directoriesOrNone() {
    return directories().orElse(List.of());
  }

  /**
   * How PostgreSQL, while it recovers on this machine, reaches this service; by default over
   * 127.0.0.1.
   */
  Optional<String> ownUrl();
}
