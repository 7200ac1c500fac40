package io.salvaguarda.kit.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How closely this instance watches its timetables. */
@ConfigMapping(prefix = "salvaguarda.schedule")
public interface ScheduleSettings {

  /** How often an instance looks for what is due. */
  @WithDefault("1s")
  Duration poll();

  /** How often the rows are compared with the configuration and with the clock. */
  @WithDefault("1m")
  Duration review();
}
