package io.salvaguarda.verify.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How verifications are run. */
@ConfigMapping(prefix = "salvaguarda.verification")
public interface VerificationSettings {

  /** Attempts of one verification, while it is inconclusive. */
  @WithDefault("5")
  int attempts();

  /** How long to wait for the news of a deletion when a manifest is missing. */
  @WithDefault("20s")
  Duration deletionGrace();

  /** How long one of a plan's assertions may take. */
  @WithDefault("10m")
  Duration assertionTimeout();
}
