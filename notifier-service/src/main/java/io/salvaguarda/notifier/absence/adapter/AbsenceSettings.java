package io.salvaguarda.notifier.absence.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When something that did not come is told. */
@ConfigMapping(prefix = "salvaguarda.absence")
public interface AbsenceSettings {

  /** How often is looked for what did not come. */
  @WithDefault("15s")
  Duration every();

  /** How much later than due time and deadline together something may come. */
  @WithDefault("30m")
  Duration grace();

  /** How long nothing may be heard of a write-ahead log. */
  @WithDefault("20m")
  Duration walSilentAfter();

  /** What restore-service allows restores, drills and proofs: its salvaguarda.restore.deadline. */
  @WithDefault("12h")
  Duration restoreDeadline();

  /** How long no event may come in, though some are waiting or Kafka does not answer. */
  @WithDefault("2m")
  Duration deafAfter();
}
