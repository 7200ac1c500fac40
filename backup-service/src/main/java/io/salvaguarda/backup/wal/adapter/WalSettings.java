package io.salvaguarda.backup.wal.adapter;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How write-ahead logs are followed and watched. */
@ConfigMapping(prefix = "salvaguarda.wal")
interface WalSettings {

  /** How long an instance may follow a source's log without a word from the catalog. */
  @WithDefault("15s")
  Duration lease();

  /** Segments of one streamed source that are put at once. */
  @WithDefault("4")
  int uploads();

  /** The first wait after a stream broke; doubles each time, with jitter, up to half a minute. */
  @WithDefault("1s")
  Duration backoff();

  /** How often each log is looked at. */
  @WithDefault("15s")
  Duration watch();

  /** How often is told where a log stands, so that its silence can be noticed. */
  @WithDefault("5m")
  Duration toldEvery();

  /** How far behind a log may be before that is told. */
  @WithDefault("5m")
  Duration stalledAfter();

  /** How much a server may keep for a slot before that is told. */
  @WithDefault("10G")
  MemorySize slotLimit();
}
