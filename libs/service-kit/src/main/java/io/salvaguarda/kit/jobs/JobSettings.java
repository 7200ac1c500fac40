package io.salvaguarda.kit.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this instance works on jobs. */
@ConfigMapping(prefix = "salvaguarda.jobs")
public interface JobSettings {

  /** Jobs run at the same time by this instance. */
  @WithDefault("2")
  int concurrency();

  /** How long a claim holds without a heartbeat; a heartbeat comes every third of it. */
  @WithDefault("15s")
  Duration lease();

  /** How often an idle instance looks for work and for expired leases. */
  @WithDefault("1s")
  Duration poll();

  /** The first wait after a retryable failure; doubles with each attempt, with jitter. */
  @WithDefault("5s")
  Duration backoff();
}
